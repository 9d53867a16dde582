"""Every act of a case by its address: its form, the service behind it, and its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from noken.core.actor import Actor
from noken.discipline import services
from noken.discipline.forms import adding, deciding, examining
from noken.discipline.forms.fields import ActForm, NothingForm
from noken.discipline.queries.page_shape import CasePage
from noken.discipline.rules import flow

Run = Callable[[int, Any, Actor, datetime], object]


@dataclass(frozen=True, slots=True)
class Act:
    """`title` heads the form, `button` is its verb, `said` the toast; `hint` says what follows."""

    code: str
    form: type[ActForm]
    run: Run
    title: str
    button: str
    said: str
    hint: str = ""
    icon: str = "arrow-right"


ACTS: Mapping[str, Act] = {
    "serahkan": Act(
        flow.TELL,
        examining.HandForm,
        lambda pk, form, by, at: services.hand_over(pk, form.handing(), by=by, at=at),
        "Pemberitahuan diserahkan di kertas",
        "Catat penyerahan",
        "Penyerahan dicatat. Waktu untuk memberi keterangan mulai berjalan.",
        "Hanya bila pegawai tidak membukanya sendiri. Waktu untuk memberi keterangan dihitung dari "
        "hari penyerahan.",
        "hand",
    ),
    "keterangan": Act(
        flow.REPLY,
        examining.ReplyForm,
        lambda pk, form, by, at: services.reply(pk, form.reply(), by=by, at=at),
        "Sampaikan keterangan Anda",
        "Kirim keterangan",
        "Keterangan Anda diterima dan dibaca atasan Anda.",
        "Tidak ada langkah yang memberatkan sebelum keterangan Anda masuk atau waktunya lewat. "
        "Sesudah itu pun keterangan tetap didengar sampai ada keputusan.",
        "send",
    ),
    "tambah-temuan": Act(
        flow.JOIN,
        adding.JoinForm,
        lambda pk, form, by, at: services.join_findings(pk, form.more(), by=by, at=at),
        "Tambahkan temuan",
        "Tambahkan temuan",
        "Temuan ditambahkan. Pegawai diberi tahu.",
        "Beberapa perbuatan diperiksa bersama dan dijatuhi satu hukuman. Panggilan yang sudah "
        "dibuat tidak berlaku lagi; buat yang baru, yang menyebut semuanya.",
        "plus",
    ),
    "tambah-dugaan": Act(
        flow.ACCUSE,
        adding.AccuseForm,
        lambda pk, form, by, at: services.add_breach(pk, form.more(), by=by, at=at),
        "Tambahkan dugaan lain",
        "Tambahkan dan beri tahu",
        "Dugaan ditambahkan. Pegawai diberi tahu dan menjawab lebih dulu.",
        "Untuk perbuatan yang bukan temuan. Pegawai menjawabnya lebih dulu, dan panggilan yang "
        "sudah dibuat tidak berlaku lagi.",
        "plus",
    ),
    "tim": Act(
        flow.TEAM,
        examining.TeamForm,
        lambda pk, form, by, at: services.name_team(pk, form.team(), by=by, at=at),
        "Bentuk tim pemeriksa",
        "Catat tim",
        "Tim pemeriksa dicatat dan diberi tahu.",
        "Tim ditetapkan PPK: atasan, unsur pengawasan dan unsur kepegawaian. Bila BKPSDM yang "
        "mencatat, kotak tanda tangan PPK pada suratnya kosong untuk pena.",
        "users",
    ),
    "panggil": Act(
        flow.SUMMON,
        examining.SummonsForm,
        lambda pk, form, by, at: services.summon(pk, form.summons(), by=by, at=at),
        "Panggil pegawai secara tertulis",
        "Buat surat panggilan",
        "Surat panggilan dibuat. Pegawai diberi tahu.",
        "Surat ini rahasia. Nama, pasal dan dugaannya diambil dari perkara.",
        "mail",
    ),
    "panggil-lagi": Act(
        flow.RENEW,
        examining.SummonsForm,
        lambda pk, form, by, at: services.renew_summons(pk, form.summons(), by=by, at=at),
        "Buat panggilan yang sama lagi",
        "Buat surat panggilan lagi",
        "Surat panggilan dibuat lagi. Pegawai diberi tahu.",
        "Panggilan sebelumnya tidak dihitung terlewat: tidak sampai sebelum jamnya, atau pegawai "
        "berhalangan dengan alasan yang diterima.",
        "mail",
    ),
    "berhalangan": Act(
        flow.EXCUSE,
        examining.ExcuseForm,
        lambda pk, form, by, at: services.state_excuse(pk, form.excuse(), by=by, at=at),
        "Beri tahu bahwa Anda berhalangan",
        "Kirim alasan",
        "Alasan Anda diterima. Pemeriksa menjawabnya sebelum melanjutkan.",
        "Sebelum dijawab, Anda tidak dapat dicatat tidak hadir pada panggilan ini.",
        "calendar-days",
    ),
    "tolak-alasan": Act(
        flow.WEIGH,
        examining.DeclineForm,
        lambda pk, form, by, at: services.decline_excuse(
            pk, form.cleaned_data["jawaban"], by=by, at=at
        ),
        "Alasan berhalangan tidak diterima",
        "Kirim jawaban",
        "Jawaban tersimpan. Pegawai membacanya.",
        "Bila alasannya diterima, buat panggilan yang sama lagi.",
        "message-circle",
    ),
    "terima": Act(
        flow.RECEIVE,
        examining.HandSummonsForm,
        lambda pk, form, by, at: services.hand_summons(pk, form.handing(), by=by, at=at),
        "Panggilan diserahkan di kertas",
        "Catat penyerahan",
        "Penyerahan panggilan dicatat.",
        "Tanpa bukti penerimaan, pegawai tidak dapat dicatat tidak hadir.",
        "hand",
    ),
    "bebas": Act(
        flow.RELEASE,
        examining.ReleaseForm,
        lambda pk, form, by, at: services.release_from_duty(pk, form.release(), by=by, at=at),
        "Bebaskan sementara dari tugas jabatan",
        "Tetapkan pembebasan",
        "Pembebasan sementara dicatat.",
        "Hanya untuk ancaman hukuman berat, sampai ada keputusan. Penghasilannya tetap.",
        "shield",
    ),
    "periksa": Act(
        flow.HEAR,
        examining.HearForm,
        lambda pk, form, by, at: services.hear(pk, form.minutes(), by=by, at=at),
        "Catat pemeriksaan tertutup",
        "Simpan berita acara",
        "Berita acara tersimpan. Pegawai membacanya juga.",
        "Pertanyaan dan jawaban diberi nomor. Kosongkan baris yang tidak dipakai. Yang mencatat "
        "menandatangani di sini; yang lain menandatangani cetakannya.",
        "clipboard-check",
    ),
    "absen": Act(
        flow.MISS,
        NothingForm,
        lambda pk, _form, by, at: services.note_missed(pk, by=by, at=at),
        "Pegawai tidak hadir pada dua panggilan",
        "Catat tidak hadir",
        "Dicatat. Perkara diteruskan menurut bukti yang ada.",
        "Perkara diteruskan tanpa pemeriksaan, menurut bukti yang ada.",
        "user-x",
    ),
    "lapor": Act(
        flow.REPORT,
        examining.ReportForm,
        lambda pk, form, by, at: services.report(pk, form.report(), by=by, at=at),
        "Susun laporan hasil pemeriksaan",
        "Sampaikan laporan",
        "Laporan disampaikan kepada pejabat yang berwenang.",
        "Laporan ini rahasia dan ditujukan kepada pejabat yang berwenang.",
        "file-text",
    ),
    "konsep": Act(
        flow.DRAFT,
        deciding.DraftForm,
        lambda pk, form, by, at: services.draft(pk, form.decision(), by=by, at=at),
        "Susun konsep keputusan",
        "Ajukan konsep",
        "Konsep keputusan menunggu pejabat yang berwenang.",
        "Satu perbuatan, satu hukuman. Konsep ini berlaku hanya bila pejabat yang berwenang, orang "
        "lain, menetapkannya.",
        "pencil-line",
    ),
    "kembalikan": Act(
        flow.RETURN,
        deciding.ReturnForm,
        lambda pk, form, by, at: services.return_draft(
            pk, form.cleaned_data["alasan"], by=by, at=at
        ),
        "Kembalikan konsep",
        "Kembalikan",
        "Konsep dikembalikan dengan catatan Anda.",
        icon="undo-2",
    ),
    "tetapkan": Act(
        flow.CONFIRM,
        deciding.ConfirmForm,
        lambda pk, form, by, at: services.confirm(pk, form.cleaned_data["tempat"], by=by, at=at),
        "Tetapkan keputusan",
        "Tetapkan keputusan",
        "Keputusan ditetapkan. Sampaikan secara tertutup kepada pegawai.",
        "Keputusan masuk ke berkas pegawai dan tidak dapat ditarik dari halaman ini.",
        "scale",
    ),
    "undang": Act(
        flow.CALL,
        deciding.CallForm,
        lambda pk, form, by, at: services.call(pk, form.call(), by=by, at=at),
        "Panggil pegawai menerima keputusan",
        "Buat surat panggilan",
        "Surat panggilan menerima keputusan dibuat. Pegawai diberi tahu.",
        "Suratnya menyebut hari dan tempat, bukan isi keputusan.",
        "mail",
    ),
    "sampaikan": Act(
        flow.DELIVER,
        deciding.DeliverForm,
        lambda pk, form, by, at: services.deliver(pk, form.delivery(), by=by, at=at),
        "Catat penyampaian keputusan",
        "Catat penyampaian",
        "Penyampaian dicatat. Waktu upaya administratif mulai berjalan.",
        "Diserahkan tertutup di depan saksi; bila pegawai tidak datang, dikirim ke alamatnya. "
        "Waktu upaya administratif dihitung sejak hari ini, hari pencatatannya.",
        "mail",
    ),
    "upaya": Act(
        flow.APPEAL,
        deciding.AppealForm,
        lambda pk, form, by, at: services.appeal(pk, form.appeal(), by=by, at=at),
        "Tidak sependapat dengan keputusan ini",
        "Ajukan upaya administratif",
        "Upaya administratif Anda diterima.",
        "Selama diajukan tepat waktu, keputusan belum berlaku sampai upaya ini diputus.",
        "scale",
    ),
    "tanggapan": Act(
        flow.ANSWER,
        deciding.AnswerForm,
        lambda pk, form, by, at: services.answer_appeal(
            pk, form.cleaned_data["tanggapan"], form.cleaned_data["hari"], by=by, at=at
        ),
        "Catat tanggapan pejabat",
        "Catat tanggapan",
        "Tanggapan dicatat.",
        icon="message-circle",
    ),
    "putuskan": Act(
        flow.RULE,
        deciding.RuleForm,
        lambda pk, form, by, at: services.rule_on_appeal(pk, form.ruling(), by=by, at=at),
        "Putuskan keberatan",
        "Tetapkan putusan",
        "Putusan ditetapkan. Pegawai, pejabat yang memutus dan BKPSDM diberi tahu.",
        "Anda memutus karena memimpin unit di atas pejabat yang memutus. Putusan berlaku hari ini "
        "dan tidak dapat ditarik dari halaman ini.",
        "scale",
    ),
    "putusan": Act(
        flow.SETTLE,
        deciding.SettleForm,
        lambda pk, form, by, at: services.settle_appeal(pk, form.settlement(), by=by, at=at),
        "Catat putusan atas upaya administratif",
        "Catat putusan",
        "Putusan dicatat dan pegawai diberi tahu.",
        "Hanya putusan di kertas: sebutkan siapa yang memutus dan nomor suratnya. Yang diputus di "
        "noken tercatat sendiri.",
        icon="scale",
    ),
    "selesai": Act(
        flow.SERVE,
        NothingForm,
        lambda pk, _form, by, at: services.serve(pk, by=by, at=at),
        "Hukuman selesai dijalani",
        "Catat selesai",
        "Perkara selesai.",
        icon="check",
    ),
    "bina": Act(
        flow.GUIDE,
        deciding.ReasonForm,
        lambda pk, form, by, at: services.guide(pk, form.cleaned_data["alasan"], by=by, at=at),
        "Teruskan ke pembinaan, tanpa hukuman",
        "Teruskan ke pembinaan",
        "Perkara ditutup dan diteruskan ke pembinaan.",
        icon="sprout",
    ),
    "hentikan": Act(
        flow.DROP,
        deciding.ReasonForm,
        lambda pk, form, by, at: services.drop(pk, form.cleaned_data["alasan"], by=by, at=at),
        "Hentikan perkara",
        "Hentikan perkara",
        "Perkara dihentikan. Pegawai membaca alasannya.",
        icon="x",
    ),
}
SLUG_OF: Mapping[str, str] = {act.code: slug for slug, act in ACTS.items()}


@dataclass(frozen=True, slots=True)
class Piece:
    """One form as a page shows it."""

    slug: str
    act: Act
    form: ActForm
    is_bound: bool


def pieces(page: CasePage, bound: Mapping[str, ActForm]) -> tuple[Piece | None, list[Piece]]:
    """The one next step and what may be done besides; `bound` are forms that came back."""
    made = {code: _piece(page, SLUG_OF[code], bound) for code in (page.act, *page.others) if code}
    return made.get(page.act), [made[code] for code in page.others]


def _piece(page: CasePage, slug: str, bound: Mapping[str, ActForm]) -> Piece:
    act = ACTS[slug]
    return Piece(slug, act, bound.get(slug) or act.form(page), slug in bound)
