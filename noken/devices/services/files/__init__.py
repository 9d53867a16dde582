"""Files of machines and of other systems on their way in."""

from noken.devices.services.files.forgetting import forget_waiting
from noken.devices.services.files.preview import Preview
from noken.devices.services.files.uploads import (
    NewFile,
    choose_columns,
    drop_file,
    preview_on_disk,
    receive_file,
    take_file,
    take_from_disk,
)

__all__ = [
    "NewFile",
    "Preview",
    "choose_columns",
    "drop_file",
    "forget_waiting",
    "preview_on_disk",
    "receive_file",
    "take_file",
    "take_from_disk",
]
