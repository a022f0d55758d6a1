"""The pure parts: reading updates, buttons, rendering, photos; and numbers taken out of texts."""

from __future__ import annotations

import io
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from telegram import Update

from chatbot.telegram import callbacks
from chatbot.telegram.callbacks import Press, place, placed, written
from chatbot.telegram.incoming import Commanded, Typed
from chatbot.telegram.message import LONGEST, Message, bold, fitted, visible
from chatbot.telegram.photos import NoPhotoError, redrawn
from chatbot.telegram.reading import guarded, read
from chatbot.telegram.rendering import Beside, Renderer
from dialogs.greetings import greeting_in, tongue_of
from dialogs.masking import masked
from dialogs.world import World
from tests.chatbot.telegram.double.checks import read_html
from tests.golden.drivers import Pure
from tests.golden.script import read as script_of
from tests.golden.test_golden import FILES

NIK = "3175041204450006"
ONE = "satu dua tiga empat lima enam tujuh delapan sembilan nol satu dua tiga empat lima enam"


def typed(text: str) -> Update:
    message = {
        "message_id": 5,
        "date": 1_793_836_800,
        "chat": {"id": 7, "type": "private", "first_name": "Siti"},
        "from": {"id": 7, "is_bot": False, "first_name": "Siti", "language_code": "id"},
        "text": text,
    }
    update = Update.de_json({"update_id": 9, "message": message}, None)
    assert update is not None
    return update


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("/start", ("start", "")),
        ("/start K7Q-M2X", ("start", "K7Q-M2X")),
        ("/START@pandu_bot K7QM2X", ("start", "K7QM2X")),
        ("/help", ("bantuan", "")),
        ("/ktp hilang", "ktp hilang"),
        ("/restart", "restart"),
        ('/affirm{"x":"y"}', 'affirm {"x":"y"}'),
        ("// ktp", "ktp"),
        ("1/2 jalan", "1/2 jalan"),
        ("/", ""),
    ],
)
def test_only_our_own_commands_are_commands(text: str, read_as: object) -> None:
    incoming = read(typed(text))
    if isinstance(incoming, Commanded):
        assert (incoming.name, incoming.rest) == read_as
    else:
        assert isinstance(incoming, Typed)
        assert incoming.text == read_as


@pytest.mark.parametrize(
    "text",
    [
        *(NIK, "3175 0412 0445 0006", "3175.0412.0445.0006", "3175-0412-0445-0006", ONE),
        *(
            "31 75 04 12 04 45 00 06",
            "3 1 7 5 0 4 1 2 0 4 4 5 0 0 0 6",
            "３１７５０４１２０４４５０００６",
        ),
        *("3I75O4I2O445OOO6", f"NIK{NIK}", f"nik:{NIK}", f"KK {NIK}\nNIK {NIK}", NIK[:15]),
        *(f"{NIK}1", f"081234567890 {NIK}", "3175​0412​0445​0006", "3175_0412_0445_0006"),
        "tiga satu tujuh lima titik nol empat satu dua titik nol empat dobel empat lima nol",
        "telu siji pitu lima nol papat siji loro nol papat papat lima nol nol nol enem",
        "three one seven five zero four one two zero four four five zero zero zero six",
    ],
)
def test_a_register_number_is_taken_out(world: World, text: str) -> None:
    rest = masked(f"ktp hilang, {text}, tolong", world.words)
    assert rest.found >= 1
    assert sum(sign.isdigit() for sign in rest.text) < 14
    assert "ktp hilang" in rest.text
    assert "tolong" in rest.text
    assert masked(text, world.words).alone
    incoming = guarded(Typed(update=1, chat=1, text=text), world.words)
    assert isinstance(incoming, Typed)
    assert incoming.hidden


@pytest.mark.parametrize(
    "text",
    [
        *("081234567890", "+62 812-3456-7890", "0812 3456 7890, 0813 3456 7891", "006281234567890"),
        *("RT 003 RW 005 tanggal 12 11 2026 jam 10 30", "lubang 14 meter sejak 2010 sampai 2026"),
        *("dua belas juta lima ratus ribu rupiah", "K7Q-M2X-9A7", "Jl. Otista Raya No. 12"),
    ],
)
def test_other_numbers_stay_as_they_are(world: World, text: str) -> None:
    assert masked(text, world.words) == (text, 0, False)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_masking_is_total_and_done_once(world: World, text: str) -> None:
    once = masked(text, world.words)
    assert masked(once.text, world.words).found == 0 or not once.found


def test_greetings_and_tongues(world: World) -> None:
    words = world.words
    greeting = greeting_in("Sugeng enjing, Bu", words)
    assert greeting is not None
    assert (greeting.language, greeting.alone) == ("jv", True)
    greeting = greeting_in("sampurasun, abdi hoyong ngurus ktp", words)
    assert greeting is not None
    assert (greeting.language, greeting.alone) == ("su", False)
    assert greeting_in("siang tadi ktp hilang", words) is None
    assert greeting_in("ktp hilang", words) is None
    assert tongue_of("kula badhe ngurus ktp", words) == "jv"
    assert tongue_of("i lost my id card", words) == "en"
    assert tongue_of("saya mau urus ktp yang hilang", words) == ""


@given(
    st.builds(
        Press,
        st.integers(0, 10**6),
        st.integers(0, 10**6),
        st.sampled_from("ocapvld"),
        st.text(string.ascii_lowercase + string.digits + "_.", max_size=30),
    )
)
def test_buttons_are_read_as_they_were_written(press: Press) -> None:
    data = written(press)
    assert len(data.encode()) <= callbacks.LONGEST
    assert callbacks.read(data) == press


@given(st.text(max_size=80))
def test_any_data_is_read_without_harm(data: str) -> None:
    press = callbacks.read(data)
    assert press is None or written(press) is not None
    placed(data, ("a", "b"))


def test_an_option_that_moved_is_not_pressed() -> None:
    rest = place(1, "pothole")
    assert placed(rest, ("crack", "pothole")) == "pothole"
    assert placed(rest, ("pothole", "crack")) is None
    assert placed(rest, ("crack",)) is None


@pytest.mark.parametrize("path", FILES[::6], ids=lambda path: path.stem)
def test_every_screen_is_a_message_that_telegram_takes(world: World, path: object) -> None:
    script = script_of(path)  # type: ignore[arg-type]
    renderer = Renderer(world.texts, script.language, 1)
    for step in Pure(
        world, script._replace(header={**script.header, "channel": "telegram"})
    ).steps():
        message = renderer.message(step.screen, 0, Beside(("Catatan & <b>.",)))
        text, marked = read_html(message.html)
        assert 0 < len(text) <= LONGEST
        assert len(marked) == (1 if step.screen.question or step.screen.problem else 0)
        assert sum(ord(sign) > 0x1F000 for sign in text) <= 1  # at most one emoji
        buttons = [button for row in message.rows for button in row]
        assert all(len(button.data.encode()) <= 64 for button in buttons)
        assert all(len(row) == 1 for row in message.rows[:-1])
        assert len(message.rows) <= 18
        if step.screen.question is not None and not step.screen.problem:
            assert step.screen.question.shown in text


def test_a_long_screen_is_cut_between_blocks() -> None:
    blocks = [bold("Pertanyaan?"), *("x" * 1000 for _ in range(6))]
    text = visible(fitted(blocks))
    assert len(text) <= LONGEST
    assert text.endswith("…")
    assert Message("a").print != Message("b").print


def picture(mode: str = "RGB", size: tuple[int, int] = (80, 60), form: str = "JPEG") -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "rumah Siti", 6
    Image.new(mode, size, "red").save(file, form, exif=exif)
    return file.getvalue()


def test_a_photo_is_drawn_anew_upright_and_small() -> None:
    plain = redrawn(picture(size=(5000, 3000)))
    image = Image.open(io.BytesIO(plain))
    assert image.format == "JPEG"
    assert not image.getexif()
    assert image.height > image.width  # it was turned by its own note
    assert max(image.size) == 2560
    assert b"Siti" not in plain
    assert redrawn(picture("RGBA", form="PNG"))


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"%PDF-1.7", picture()[:200], b"\xff\xd8\xff" + b"x" * 100, b"<svg/>"],
)
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(NoPhotoError):
        redrawn(content)


def test_a_photo_with_too_many_pixels_is_refused() -> None:
    with pytest.raises(NoPhotoError):
        redrawn(picture("L", (30_000, 3_000), "PNG"))
