"""`sales init`: who you are, where, and in which language; then the data file is begun."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from salescli import config as configuration
from salescli import language
from salescli.commands.arguments import desk_of
from salescli.commands.asking import ask_line, ask_until
from salescli.commands.config import config_path, make_folder
from salescli.config import Config
from salescli.desk import Desk
from salescli.domain.text import clean_line
from salescli.errors import UsageError
from salescli.language import LANGUAGES, N_, _
from salescli.output import write_file

app = typer.Typer(add_completion=False)

CHECKLISTS = {
    "ko": ("명함", "가격표", "견본", "주문서", "펜과 수첩"),
    "zh": ("名片", "价目表", "样品", "订货单", "笔和本子"),
    "es": ("tarjetas", "lista de precios", "muestras", "hojas de pedido", "bolígrafo y libreta"),
}


@app.command()
def init(
    ctx: typer.Context,
    name: Annotated[str, typer.Option(help=N_("Your name"))] = "",
    area: Annotated[str, typer.Option(help=N_("Your area or region"))] = "",
    email: Annotated[str, typer.Option(help=N_("Your e-mail address"))] = "",
    office: Annotated[str, typer.Option(help=N_("Office: coordinates or a pasted map link"))] = "",
    speak: Annotated[str, typer.Option("--language", help=N_("en, ko, zh or es"))] = "",
) -> None:
    """Set up: your name, area, office place and language.

    \b
    sales init
    sales init --name "김민수" --area "서울 강남" --office "37.5665, 126.9780" --language ko
    """
    desk = desk_of(ctx)
    config = desk.config
    if speak and speak not in LANGUAGES:
        raise UsageError(
            _('no language "{text}"').format(text=speak),
            _("one of {choices}").format(choices=", ".join(LANGUAGES)),
            wrong=speak,
        )
    language.use(speak or language.current())
    name, area = clean_line(name, "--name"), clean_line(area, "--area")
    check_email(email)
    if desk.asks():
        speak = speak or ask_until(
            _("Language (en, ko, zh, es)"), read_language, language.current()
        )
        language.use(speak)
        name = name or ask_line(_("Your name"), config.me.name)
        area = area or ask_line(_("Your area or region"), config.me.area)
        office = office or ask_place(config)
    elif not name and not config.me.name:
        raise UsageError(_("your name is missing"), _("add {options}").format(options="--name …"))
    save(desk, filled(config, name, area, email, office, speak))


def check_email(text: str) -> None:
    from salescli.output.mail import recipients

    if text:
        recipients(text)


def read_language(text: str) -> str:
    if text not in LANGUAGES:
        raise UsageError(_("one of {choices}").format(choices=", ".join(LANGUAGES)))
    return text


def ask_place(config: Config) -> str:
    from salescli.domain.places import parse_place

    def read(text: str) -> str:
        if text:
            parse_place(text)
        return text

    at = config.office
    ready = "" if at.lat is None else f"{at.lat}, {at.lon}"
    return ask_until(_("Office: coordinates or a map link (empty: later)"), read, ready)


def filled(config: Config, name: str, area: str, email: str, office: str, speak: str) -> Config:
    """The config with what was given; the rest as it was."""
    me = replace(
        config.me,
        name=name or config.me.name,
        area=area or config.me.area,
        email=email or config.me.email,
    )
    place = config.office
    if office:
        from salescli.domain.places import parse_place

        found = parse_place(office)
        place = replace(place, lat=found.lat, lon=found.lon)
    speak = speak or config.language
    files = replace(
        config.files, legacy_encoding=configuration.legacy_encoding(config.files, speak)
    )
    return replace(
        config, me=me, office=place, files=files, language=speak,
        checklist=spoken(config.checklist, speak),
    )  # fmt: skip


def spoken(checklist: tuple[str, ...], speak: str) -> tuple[str, ...]:
    """The checklist of a new office in its language; one of the user's own stays."""
    return CHECKLISTS.get(speak, checklist) if checklist == Config().checklist else checklist


def save(desk: Desk, config: Config) -> None:
    """Write what changed into the config file and begin the data file."""
    place = config_path(desk)
    make_folder(place)
    if place.exists():
        text = configuration.read_text(place)
        before = {key: value for key, value, _hint in configuration.flat(desk.config)}
        for key, value, _hint in configuration.flat(config):
            if value != before[key]:
                text = configuration.edited(text, place, key, configuration.as_yaml(value))
    else:
        text = configuration.example(config, translate=True)
    write_file(place, text)
    desk.say(_("Wrote {path}").format(path=place))
    from salescli.store import writing

    writing.ready(replace(desk.writer(), rep_name=config.me.name))
    desk.say(_("Data file: {path}").format(path=desk.path))
    desk.say(
        _("next: `sales data import customers FILE`, or `sales customer add`; then `sales today`")
    )
