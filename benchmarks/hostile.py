"""Stories with what breaks pages in every field that a reader sees."""

from collections.abc import Iterator
from datetime import date

from bulletin.model import Issued, Kind, Part, Photo, Place, Role, Story

LONG_WORD = ("Hafenkranwartungsplanungsausschusssitzungsprotokollablageordnungs" * 2)[:80]
MISCHIEF = {
    "angles": "<angles> <b>bold</b> </title> <script>alert(1)</script> <!-- a < b > c",
    "ampersands": "Tar & Sons &amp; Daughters &lt;kept&gt; &#38; &copy AT&T?a=1&b=2",
    "quotes": "\"straight\" 'single' “curly” „low“ «pointed» `tick` \\ {{ braces }} {% raw %}",
    "emoji": "🚢 with 👩‍🚒 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿 in fog 🌫️",
    "marks": "*stars* _lines_ #number [link](nowhere) 1. | pipe | ~~tildes~~ ^1",
    "long word": LONG_WORD,
}


def stories(day: date) -> Iterator[tuple[Story, str]]:
    """A story for each kind of mischief, and the tag that an editor gave it; tags are parted by semicolons."""
    for at, (name, text) in enumerate(MISCHIEF.items()):
        yield _story(day, name, text, at), tag_of(name)


def tag_of(name: str) -> str:
    """The tag of one kind of mischief."""
    return MISCHIEF[name].replace(";", "")


def _story(day: date, name: str, text: str, at: int) -> Story:
    return Story(
        headline=f"{text} {name}",
        kind=Kind.STORY,
        body=(
            Part(Role.PARAGRAPH, f"{text} opens the summary, and it goes on to say that this is what {name} do.", ()),
            Photo(f"{text} in a caption", (), text, "Northlight"),
            Part(Role.CROSSHEAD, text, ()),
            Part(Role.PARAGRAPH, f"A second paragraph holds {text} as well.", ()),
            Part(Role.ITEM, text, ()),
            Part(Role.ITEM, f"{name}: {text}", ()),
            Photo("A caption without anything, and a credit with it.", (), credit=text),
        ),
        lines=(9000 + at,),
        bulletin=f"{day}-{text.replace('/', '')}.txt",
        issued=Issued(day, "file name"),
        place=Place(("AT",), ("Europe",)),
        language="en",
        byline=text,
        dateline=text,
    )
