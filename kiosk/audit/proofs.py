"""The rules that no picture can show, and the test that shows each; what only an office can check,
and what is not claimed yet."""

from __future__ import annotations

from typing import NamedTuple


class Proof(NamedTuple):
    """`by` names a test ("FILE::FUNCTION" under tests/), a rule of `./pandu lint` ("lint FILE"), or
    says in words why there is neither."""

    number: int
    clause: str
    says: str
    by: str

    @property
    def tested(self) -> bool:
        return "::" in self.by

    @property
    def linted(self) -> bool:
        return self.by.startswith("lint ")


OFFICE = "checked at the installation"
SPEECH = "not claimed yet: how the voice behaves"

PROOFS = (
    Proof(4, "WCAG 2.2 2.5.5", "44 CSS pixels on the web", "rule 1 asks for more"),
    Proof(10, "WCAG 2.2 1.4.6", "7:1 in every theme", "kiosk/test_theme.py::test_words_stand_out"),
    Proof(17, "GOV.UK question pages", "what is optional may be skipped", "lint skipping"),
    Proof(22, "WCAG 2.2 3.3.7", "what was answered serves again", "lint kept_alike"),
    Proof(
        24, "vxsuite voter_screen", "another language in two presses, answers kept",
        "kiosk/test_press.py::test_another_language_is_two_presses_away",
    ),
    Proof(
        25, "WCAG 2.2 2.5.7", "no drag, swipe, long press, double tap",
        "kiosk/test_taps_only.py::test_nothing_is_dragged_or_scrolled",
    ),
    Proof(
        26, "vxsuite button", "a press is a release; tremor is forgiven, sliding off cancels",
        "kiosk/test_touch.py::test_a_trembling_finger_presses",
    ),
    Proof(
        27, "EN 301 549 5.8", "a double strike within 0.5 s is one press",
        "kiosk/test_touch.py::test_a_double_strike_is_one_press",
    ),
    Proof(
        28, "EN 301 549 5.7", "a key that is held does not repeat",
        "kiosk/test_taps_only.py::test_a_key_that_is_held_counts_once",
    ),
    Proof(
        29, "vxsuite mark-flow-ui", "nobody is asked before two minutes",
        "kiosk/test_idle.py::test_nothing_is_asked_for_two_minutes",
    ),
    Proof(
        30, "WCAG 2.2 2.2.1", "45 s to answer, counted in the second half, as often as wanted",
        "kiosk/test_idle.py::test_a_press_extends_as_often_as_wanted",
    ),
    Proof(
        31, "WCAG 2.2 2.2.3", "no other limit; touch and speech are activity",
        "kiosk/test_idle.py::test_speech_and_touch_are_activity",
    ),
    Proof(
        32, "WCAG 2.2 2.2.6", "the welcome says what would be lost",
        "kiosk/test_idle.py::test_the_welcome_says_what_would_be_lost",
    ),
    Proof(
        33, "vxsuite #1823", "the last screen clears itself after 30 s",
        "kiosk/test_idle.py::test_the_last_screen_clears_itself",
    ),
    Proof(
        34, "VVSG 2.0 7.1-A; EN 301 549 5.1.3.13", "after a visit all is as before it",
        "kiosk/test_idle.py::test_after_a_visit_nothing_of_it_is_left",
    ),
    Proof(35, "vxsuite use_session_settings_manager", "an officer's view between", "there is none"),
    Proof(37, "EN 301 549 5.1.3.5", "a touch silences the voice", SPEECH),
    Proof(38, "EN 301 549 5.1.3.4", "repeat and pause", SPEECH),
    Proof(39, "VVSG 2.0 7.1-K", "seven speeds of speech", SPEECH),
    Proof(40, "VVSG 2.0; EN 301 549 5.1.3.12", "eleven volumes", SPEECH),
    Proof(
        41, "EN 301 549 5.1.3.8", "what is private is not read aloud",
        "kiosk/test_reading.py::test_nothing_private_is_read_aloud",
    ),
    Proof(
        42, "EN 301 549 5.1.3.15", "what went wrong is said",
        "kiosk/test_reading.py::test_what_went_wrong_is_said",
    ),
    Proof(
        43, "EN 301 549 5.1.3.16", "number, word, PIN and next steps of a receipt are said",
        "kiosk/test_reading.py::test_a_receipt_is_said_whole",
    ),
    Proof(44, "EN 301 549 5.1.3.14", "speech in the language shown", SPEECH),
    Proof(45, "EN 301 549 5.1.5", "a caption for every sound", "there is no sound but the voice"),
    Proof(46, "EN 301 549 5.3", "biometrics never the only way", "there are none"),
    Proof(49, "EN 301 549 8.5", "a mark that is felt", OFFICE),
    Proof(
        50, "VVSG 1.0", "a finger is seen at once: pressed looks other than at rest",
        "kiosk/test_press.py::test_pressed_looks_other_than_at_rest",
    ),
    Proof(51, "UU PDP 27/2022", "nothing of a visit stays on the kiosk",
          "kiosk/test_idle.py::test_after_a_visit_nothing_of_it_is_left"),
)  # fmt: skip
