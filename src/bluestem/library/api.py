"""What other rooms may use of the library."""

from bluestem.library.models import Publication
from bluestem.library.services import record_download, save_publication

__all__ = ["Publication", "record_download", "save_publication"]
