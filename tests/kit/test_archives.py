"""Archives from outside: read when they are harmless, refused before they do any harm."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.kit.archives import ArchiveLimits, ArchiveRefused, Member, open_zip, read_archive

FILES = {"a.txt": b"first", "folder/b.csv": b"x;y\n1;2\n"}


def zipped(files: dict[str, bytes], **options) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", options.pop("method", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = archive.compression
            for key, value in options.items():
                setattr(info, key, value)
            archive.writestr(info, content)
    made.seek(0)
    return made


def tarred(files: dict[str, bytes], mode: str = "w:gz", **options) -> io.BytesIO:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            for key, value in options.items():
                setattr(info, key, value)
            archive.addfile(info, io.BytesIO(content))
    made.seek(0)
    return made


def read(file: io.BytesIO, **limits) -> dict[str, bytes]:
    return {member.name: stream.read() for member, stream in read_archive(file, ArchiveLimits(**limits))}


@pytest.mark.parametrize("archive", [zipped(FILES), tarred(FILES), tarred(FILES, "w")], ids=["zip", "tar.gz", "tar"])
def test_every_file_is_read_with_its_name(archive):
    assert read(archive) == FILES


def test_files_of_a_zip_are_opened_by_name():
    with open_zip(zipped(FILES)) as archive:
        assert archive.members == [Member("a.txt", 5), Member("folder/b.csv", 8)]
        with archive.open("folder/b.csv") as stream:
            assert stream.read() == FILES["folder/b.csv"]
        with pytest.raises(KeyError), archive.open("../b.csv"):
            pass


def test_folders_are_no_files():
    folder = zipped({"folder/": b""})
    assert read(folder) == {}
    assert read(tarred({"folder": b""}, type=tarfile.DIRTYPE)) == {}
    assert read(tarred({"./a.txt": b"1"})) == {"a.txt": b"1"}


@pytest.mark.parametrize(
    "name",
    [
        *("../x", "a/../../x", "/etc/passwd", "C:/x", "C:\\x", "..\\x", "a\\b", "a//b", "a/./b", "..", "."),
        *("a\nb", "x?", " a", "a ", "a/ /b", "x" * 300, "/".join("abcdefghijklmnop"), "//server/share"),
    ],
)
@pytest.mark.parametrize("make", [zipped, tarred])
def test_names_that_lead_elsewhere(make, name):
    with pytest.raises(ArchiveRefused):
        read(make({"good.txt": b"1", name: b"evil"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["a.txt", "A.TXT"])
def test_a_name_stands_once(second):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", b"1")
        archive.writestr(second, b"2")
    made.seek(0)

    with pytest.raises(ArchiveRefused, match="twice"):
        read(made)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK])
def test_links_and_devices_in_a_zip(kind):
    with pytest.raises(ArchiveRefused, match="link"):
        read(zipped({"a": b"/etc/passwd"}, external_attr=(kind | 0o777) << 16))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar(kind):
    with pytest.raises(ArchiveRefused, match="link"):
        read(tarred({"a": b""}, type=kind, linkname="/etc/passwd"))


def test_unusual_packing():
    with pytest.raises(ArchiveRefused, match="unusual"):
        read(zipped({"a": b"1"}, method=zipfile.ZIP_LZMA))


def test_encryption():
    content = bytearray(zipped({"a": b"1"}).getvalue())
    place = content.index(b"PK\x01\x02") + 8
    content[place] |= 1

    with pytest.raises(ArchiveRefused, match="encrypted"):
        read(io.BytesIO(bytes(content)))


def test_too_many_files():
    with pytest.raises(ArchiveRefused, match="more than 2"):
        read(zipped({str(number): b"" for number in range(3)}), files=2)
    with pytest.raises(ArchiveRefused, match="more than 2"):
        read(tarred({str(number): b"" for number in range(3)}), files=2)


@pytest.mark.parametrize("limits", [{"file_bytes": 7}, {"total_bytes": 12}])
@pytest.mark.parametrize("make", [zipped, tarred])
def test_too_many_bytes(make, limits):
    with pytest.raises(ArchiveRefused, match="holds more"):
        read(make(FILES), **limits)


def zeros(megabytes: int) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros", "w") as file:
        for _ in range(megabytes):
            file.write(b"\0" * 1_000_000)
    made.seek(0)
    return made


def test_a_bomb_is_refused_unopened():
    bomb = zeros(40)
    tracemalloc.start()
    with pytest.raises(ArchiveRefused, match="far more than its size"):
        read(bomb)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 2_000_000


def test_a_packed_tar_that_never_ends_is_given_up():
    header = tarfile.TarInfo("zeros")
    header.size = 30_000_000
    bomb = io.BytesIO(gzip.compress(header.tobuf() + b"\0" * 30_000_000))

    with pytest.raises(ArchiveRefused):
        read(bomb, total_bytes=20_000_000)


def test_a_zip_that_lies_about_sizes_gives_no_more_than_it_says():
    content = bytearray(zipped({"a": b"x" * 100_000}).getvalue())
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (10).to_bytes(4, "little")

    with pytest.raises(ArchiveRefused):
        read(io.BytesIO(bytes(content)))


def test_archives_that_are_cut_off():
    for archive in (zipped(FILES), tarred(FILES)):
        whole = archive.getvalue()
        for end in (0, 3, 20, len(whole) // 2):
            with pytest.raises(ArchiveRefused):
                read(io.BytesIO(whole[:end]))


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"PK\x05\x06"]))
def test_anything_is_read_or_refused(content, start):
    try:
        found = read(io.BytesIO(start + content))
    except ArchiveRefused:
        return
    assert found == {}


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_zip_is_read_or_refused(place, value):
    content = bytearray(zipped(FILES).getvalue())
    content[place % len(content)] = value
    try:
        found = read(io.BytesIO(bytes(content)))
    except ArchiveRefused:
        return
    assert len(found) <= 2
