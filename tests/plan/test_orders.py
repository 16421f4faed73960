"""Orders of the state branch, as a plan meets them."""

from smmops.ledger.book import Book
from smmops.model.freeze import Order
from tests.plan.stage import NOW, only, planned, post, words


def test_orders_of_the_state_branch_block_until_the_file_lifts_them():
    pause = Order(
        id="20261124T0900Z.n-pause", kind="pause", at=NOW, by="mina", reason="outage", scope=("all",)
    )
    down = Order(
        id="20261124T0901Z.n-takedown", kind="takedown", at=NOW, by="mina", reason="wrong", post="brew"
    )
    book = Book("feed", {}, (pause, down))
    plan = planned({}, {"brew": post()}, book=book)
    assert words(only(plan).blocked) == "paused by mina: outage; a takedown was ordered: wrong"
    assert [str(stop) for stop in plan.stops] == ["mina paused all: outage"]
    lifted = {"brew": post(), "freeze.yaml": f"scope: none\nlift: [{pause.id}]\n"}
    assert words(only(planned({}, lifted, book=book)).blocked) == "a takedown was ordered: wrong"
