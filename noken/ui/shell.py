"""What stands around a page: the menu, the tabs of the phone, the person, the role it is shown in.

Code above builds these values (`core.http.shell_of`); `ui/page.html` only shows them. A page that
is not built is not in them, so the menu never leads nowhere.
"""

from dataclasses import dataclass
from typing import Literal

Theme = Literal["otomatis", "gelap", "terang"]


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One place in the menu.

    `count` is how many things wait for this person there; 0 shows nothing, None means that
    nothing is counted there. `id` is stable and names the elements (`menu-<id>`, `tab-<id>`):
    a live update swaps their counts (`menu-<id>-n`, `tab-<id>-n`).
    """

    label: str
    icon: str
    url: str
    current: bool = False
    count: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Places under one heading; the first group has no title."""

    title: str
    items: tuple[MenuItem, ...]


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a signed-in page.

    `tabs` are the five places of the phone, the middle one being the role's main act.
    `role_label` is a whole sentence. `is_withheld`: the person decides nothing until somebody has
    confirmed that they use the account. `live_since` is the position in the event stream at which
    the page was read; None leaves the page without live updates. At `bell_kinds` (names of events,
    apart by spaces) the page fetches all counts from `bell_url` (`ui/bell.html#counts`).
    """

    user_name: str
    user_post: str
    initials: str
    groups: tuple[MenuGroup, ...]
    tabs: tuple[MenuItem, ...]
    role_label: str = ""
    is_withheld: bool = False
    theme: Theme = "otomatis"
    unread: int = 0
    live_since: str | None = None
    home_url: str = "/"
    account_url: str = "/saya"
    notices_url: str = "/pemberitahuan"
    logout_url: str = "/keluar"
    bell_url: str = ""
    bell_kinds: str = ""
