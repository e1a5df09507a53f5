"""The command line: arguments in, calls out.

Each command lives in a module of its own and is imported only when it runs, so `marsad --help` costs
no more than click. Errors are one line: what, where, what to do; MARSAD_DEBUG=1 shows the traceback.

Exit status: 0 done; 1 done, but something was refused; 2 the command could not do what it was asked;
70 a fault of marsad's own; 130 interrupted. Options and examples: docs/reference/cli.md.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

import marsad
from marsad.errors import MarsadError

REFUSED, UNABLE, FAULT, INTERRUPTED = 1, 2, 70, 130

_COMMANDS = {  # name: (module, what it does, for the list of commands)
    "read": ("reading", "Code reports: one line of JSON a report."),
    "add": ("site", "Read reports into the record of the site."),
    "up": ("site", "Start the site on this machine."),
    "admin-link": ("site", "Print a link that sets an administrator's password."),
    "probe": ("probe", "Ask one reader: dates, quantities, places, events."),
    "score": ("scoring", "Compare coded reports with gold ones."),
    "record": ("record", "Join coded reports into incidents, claims, control, pledges."),
    "export": ("export", "Write files for ACLED, UCDP, GeoJSON, Parquet users."),
    "samples": ("samples", "Copy the sample reports into a folder."),
    "gazetteer": ("gazetteer", "Import place names from public dumps."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is named, and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"{__name__}.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in _COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(marsad.__version__, prog_name="marsad")
def cli() -> None:
    """Read Arabic reports of armed conflict and keep a sourced record of them."""


def main(arguments: Sequence[str] | None = None) -> None:
    """The `marsad` command: run it, and leave with its exit status."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; returns its exit status. Every error becomes one line on stderr."""
    try:
        # not cli.main(): that leaves with status 1 where the reader of our output has seen enough
        with cli.make_context("marsad", list(sys.argv[1:] if arguments is None else arguments)) as context:
            status = cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _told("interrupted", INTERRUPTED)
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MarsadError as error:
        return _told(str(error), UNABLE)
    except OSError as error:  # a full disk, a folder that is not there or not ours
        where = f"{error.filename}: " if error.filename else ""
        problem = error.strerror or type(error).__name__
        return _told(f"{where}{problem}. Check the path, its permissions and the room on the disk.", UNABLE)
    except Exception as error:
        problem = f"a fault of marsad's own ({type(error).__name__}: {error})"
        return _told(f"{problem}. Run again with MARSAD_DEBUG=1 and report what it shows.", FAULT)
    return status if isinstance(status, int) else 0


def _told(message: str, status: int) -> int:
    """Print one line of error; inside an `except`, MARSAD_DEBUG=1 raises what was caught instead."""
    if os.environ.get("MARSAD_DEBUG") == "1" and sys.exc_info()[1] is not None:
        raise
    click.echo(f"marsad: {message}", err=True)
    return status
