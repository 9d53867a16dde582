import os

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
from datetime import timedelta
from decimal import Decimal
import pytest
from playwright.sync_api import sync_playwright
from django.test import Client
from django.urls import reverse
from noken.planning import services, rules
from noken.planning.models import *
from noken.planning.queries.results import *
from noken.planning.ports import Progress, progress_of
from tests.cast import make_cast
from tests.world import NOON, actor
from tests.world_planning import *
from dataclasses import replace

OUT = "/tmp/look"


@pytest.mark.django_db(transaction=True)
def test_look(live_server, noon):
    cast = make_cast()
    LONG = "Tersedianya data pokok pendidikan yang mutakhir, lengkap, dan dapat dipertanggungjawabkan pada seluruh satuan pendidikan dasar dan menengah pertama binaan di Distrik Manokwari Barat, Manokwari Timur, Manokwari Utara, Manokwari Selatan, Warmare, Prafi, Masni, Sidey, dan Tanah Rubuh sepanjang tahun"
    top = make_result(
        make_plan(cast.higher_superior, results=()), "Mutu pembelajaran dasar meningkat"
    )
    ap = make_plan(cast.acting_superior, results=())
    above = make_result(
        ap, "Kurikulum dan data 42 sekolah terkelola baik", indicators=3, supports=top
    )
    above2 = make_result(ap, LONG, indicators=1, supports=top)
    plan = make_plan(cast.owner, status="DRAFT", results=())
    make_result(plan, "Pendampingan kurikulum di 16 SMP tuntas", indicators=2, supports=above)
    r = make_result(
        plan,
        "Tersedianya data Dapodik yang valid pada 42 sekolah dasar dan menengah pertama binaan",
        supports=above,
    )
    make_indicator(
        r,
        "Kesalahan isian hasil uji petik",
        order=2,
        unit="persen",
        aspect="QUALITY",
        lower_is_better=True,
        targets=[Decimal(2)] * 4,
    )
    make_result(plan, "Melaksanakan rapat triwulan", kind="ADDITIONAL")
    own = actor(cast.owner)
    sup = actor(cast.acting_superior)
    services.submit_plan(plan.pk, by=own, at=NOON - timedelta(3)) if False else None
    longp = make_plan(
        cast.peer,
        status="SUBMITTED",
        results=(),
    )
    for n in range(4):
        rr = make_result(longp, LONG, supports=above2)
        make_indicator(
            rr,
            LONG[:280],
            order=2,
            unit="satuan pendidikan terverifikasi",
            targets=[Decimal("123456.75")] * 4,
        )
    empty = make_plan(cast.superior, status="DRAFT", results=())
    shots = []

    def pages():
        yield cast.peer, "/skp/", "mine-x"
        yield cast.superior, f"/skp/{empty.pk}/", "empty"
    def inforce():
        Indicators = [i for x in content_now(plan).results for i in x.indicators]
        PlannedResult.objects.filter(revision__plan=plan, supports=None).update(supports=above)
        services.submit_plan(plan.pk, by=own, at=NOON - timedelta(3))
        services.return_plan(
            plan.pk,
            "Naikkan target menjadi 42 sekolah, karena 6 sekolah baru di Sidey dan Masni sudah aktif.",
            by=sup,
            at=NOON - timedelta(2),
        )

    os.makedirs(OUT, exist_ok=True)
    with sync_playwright() as p:
        from django.db import connection

        connection.set_schema("manokwari")
        b = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])

        def shoot(person, url, name, widths=(1440, 390), themes=("light", "dark")):
            c = Client()
            c.force_login(
                person.account, backend="allauth.account.auth_backends.AuthenticationBackend"
            )
            import sys
            for w in widths:
                for th in themes:
                    ctx = b.new_context(viewport={"width": w, "height": 900}, color_scheme=th)
                    ctx.add_cookies(
                        [
                            {"name": k, "value": v.value, "url": live_server.url}
                            for k, v in c.cookies.items()
                        ]
                    )
                    pg = ctx.new_page()
                    pg.on(
                        "console",
                        lambda m: (
                            print("CONSOLE", name, m.type, m.text)
                            if m.type in ("error", "warning")
                            else None
                        ),
                    )
                    pg.goto(live_server.url + url, wait_until="load")
                    pg.wait_for_timeout(300)
                    sw = pg.evaluate("document.documentElement.scrollWidth")
                    if sw > w:
                        print("OVERFLOW", name, w, sw)
                    pg.screenshot(path=f"{OUT}/{name}-{w}-{th}.png", full_page=True)
                    ctx.close()

        for person, url, name in pages():
            shoot(person, url, name)
        b.close()
        connection.close()
