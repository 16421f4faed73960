"""What points at one person is told from figures."""

import pytest

from smmops.words.personal import found_in, is_personal


@pytest.mark.parametrize(
    "text",
    [
        "write to j.kim@guest.example now",
        "call +82 10-1234-5678",
        "call +49 30 1234567",
        "010-2345-6789",
        "01023456789",
        "02-123-4567",
        "(555) 123-4567",
    ],
)
def test_addresses_and_numbers_are_found(text: str) -> None:
    assert found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-12",
        "2026-12-01 09:30",
        "1234567890",
        "3_000_000",
        "0.0125",
        "https://acme.example/2026-10/0123",
        "@acme.coffee",
        "acme@social",
        "9 of 12 owners (2026-10)",
        "07:00-09:00",
        "25-34",
        "1,200.50",
        "0123456789abcdef0123456789abcdef01234567",
    ],
)
def test_days_figures_and_handles_are_not(text: str) -> None:
    assert found_in(text) is None


@pytest.mark.parametrize(
    "column",
    [
        "email",
        "E-Mail",
        "customer_id",
        "userId",
        "Customer Name",
        "first_name",
        "phone",
        "이름",
        "전화번호",
        "ip",
        "ip_address",
    ],
)
def test_columns_about_people_are_known(column: str) -> None:
    assert is_personal(column)


@pytest.mark.parametrize(
    "column",
    [
        "source",
        "campaign",
        "campaign_id",
        "email_clicks",
        "share",
        "people",
        "value",
        "rating",
        "device",
        "country",
    ],
)
def test_columns_of_sums_are_not(column: str) -> None:
    assert not is_personal(column)
