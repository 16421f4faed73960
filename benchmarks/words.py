"""What a coffee roaster might post, in pieces: the same seed gives the same posts."""

BEANS = (
    "Sidama", "Huila", "Yirgacheffe", "Nariño", "Kirinyaga", "Antigua", "Tarrazú", "Gayo", "Cajamarca", "Minas",
    "Chiapas", "Kayanza", "Rulindo", "Boquete", "Santa Ana", "Copán", "Harar", "Mogiana", "Kona", "Malabar",
)  # fmt: skip
GEAR = (
    "the flat-bottomed dripper", "an old French press", "the moka pot", "a cone dripper", "the vacuum pot",
    "a cloth filter", "the hand grinder", "the gooseneck kettle", "a steel filter", "the cold-brew tower",
)  # fmt: skip
PEOPLE = (
    "Mina", "Juno", "Olivia", "Haneul", "Marisol", "Søren", "Dae-jung", "Aster", "Nkechi", "Bruno", "Yuna", "Chloé",
)  # fmt: skip
PLACES = (
    "Seongsu", "Busan", "Mangwon", "Jeju", "Daegu", "Itaewon", "Gwangju", "Hapjeong", "Suwon", "Yeonnam",
)  # fmt: skip
TASTES = (
    "black tea", "apricot", "cocoa nibs", "bergamot", "brown sugar", "blackcurrant", "hazelnut", "plum",
    "jasmine", "toasted barley", "red apple", "lime zest", "maple", "tangerine", "fig", "rose hip",
)  # fmt: skip
OPENINGS = (
    "{person} put {gear} back on the shelf this morning and left a note: {number} g, {seconds} seconds, {degrees} °C.",
    "Somebody in {place} asked why the {bean} tastes of {taste} on Mondays and of {other} by Friday.",
    "{number} bags of {bean} went through the roaster before noon, and lot {lot} was the one we kept talking about.",
    "We cupped {bean} blind with {person}: {number} cups on the table, and only two of them tasted of {taste}.",
    "A guest in {place} brought {gear} that had not been used since her wedding. It still makes a good cup.",
    "Lot {lot} is in. {bean}, {metres} m, picked in week {week}, and it smells of {taste} before it is even ground.",
    "{person} timed {number} brews with {gear} and wrote down every one. The best took {seconds} seconds.",
)
MIDDLES = (
    "The water was at {degrees} °C, the grind two clicks coarser than last week, and the {other} came out at the end.",
    "Our notes say {taste} first, {other} when it cools, and a finish that reminds {person} of her kitchen in {place}.",
    "If yours tastes flat, try {number} g to the litre, and let the kettle stand for {seconds} seconds before you pour.",
    "The farm sent pictures of the drying beds at {metres} m; the rain came {week} days late this year.",
    "Of {number} people who tried both, most took the second cup, and nobody could say why it was the {other}.",
    "It will be on the counter in {place} until the {number} bags are gone.",
)
ENDINGS = (
    "What do you make of it?",
    "Lot {lot}, for those who keep a list.",
    "Come by in {place}, {person} is at the machine until six ☕",
    "Write to us if you find {taste} in it. We did not, at first.",
    "Everything else stands on the bag.",
    "Tell us what your {gear_name} did to it.",
)
KOREAN = (
    "{place} 매장에서 {bean} 원두 {number}봉을 새로 볶았습니다. 로트 번호는 {lot}입니다 ☕",
    "물은 {degrees}도, 추출은 {seconds}초. {person} 님이 오늘 아침에 적어 둔 숫자입니다.",
    "해발 {metres}m에서 자란 커피라 식으면 더 달콤해집니다. {week}주차에 딴 콩입니다.",
)
ALTS = (
    "A cup of {bean} on a wooden table, next to a card with the number {lot}",
    "{person} pours water from a kettle into a paper filter",
    "Bags of {bean} stacked in front of the window in {place}",
    "Drying beds on a slope at {metres} metres, under a cloudy sky",
)
