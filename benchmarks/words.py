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
    "The scale in {place} was wrong by two grams for {week} weeks. Nobody noticed, and {bean} still sold.",
    "{bean} used to be the coffee we kept for ourselves; since Monday there are {number} bags of it for everybody.",
    "How do you get {taste} out of {bean}? {person} needed {seconds} seconds and {gear}.",
    "At {metres} m the nights are cold, the cherries ripen late, and {bean} turns out like {taste}.",
    "{number} orders in one night from {place}: we are roasting {bean} until the drums are warm enough to sleep on.",
    "We let {person} choose this month's coffee without seeing the labels. It was {bean}, lot {lot}, for the {taste}.",
    "Rain since Tuesday, a queue in {place} all the same, and {number} cups of {bean} by four in the afternoon.",
    "Some say {gear} cannot do justice to {bean}. {person} had {seconds} seconds to prove them wrong.",
    "New on the shelf: {bean} from {metres} m. The first cup was all {other}, the second one {taste}.",
    "Between {degrees} and {seconds} there is a whole conversation. Ask {person} about {bean} in {place}.",
    "We burned {number} g of {bean} on purpose, to learn where {taste} ends and smoke begins.",
)
MIDDLES = (
    "The water was at {degrees} °C, the grind two clicks coarser than last week, and the {other} came out at the end.",
    "Our notes say {taste} first, {other} when it cools, and a finish that reminds {person} of her kitchen in {place}.",
    "If yours tastes flat, try {number} g to the litre, and let the kettle stand for {seconds} seconds before you pour.",
    "The farm sent pictures of the drying beds at {metres} m; the rain came {week} days late this year.",
    "Of {number} people who tried both, most took the second cup, and nobody could say why it was the {other}.",
    "It will be on the counter in {place} until the {number} bags are gone.",
    "For filter we take {seconds} seconds at {degrees} °C; for milk, a darker roast that {person} calls the winter one.",
    "The grower, a cousin of {person}, dries it on raised beds and turns it by hand every {number} minutes.",
    "{place} gets the first sacks, the other shops follow in week {week}, when the next container is in.",
    "Ground for {gear} it keeps its {other} for about {week} days; as beans, far longer.",
    "Half of the price goes to the cooperative at {metres} m, as it says on the back of each bag.",
    "Take less water than you think, stop after {seconds} seconds, and add the rest to the cup.",
    "We noted {taste}, then {other}, then nothing for a while, and at last something like warm bread.",
    "{number} cups later there was one rule left: rinse the paper, warm the pot, and do not talk while it blooms.",
    "Next to {taste} there is a little {other}, which is rare for a washed coffee from {metres} m.",
)
ENDINGS = (
    "What do you make of it?",
    "Lot {lot}, for those who keep a list.",
    "Come by in {place}, {person} is at the machine until six ☕",
    "Write to us if you find {taste} in it. We did not, at first.",
    "Everything else stands on the bag.",
    "Tell us what your {gear_name} did to it.",
    "{person} pours it on Saturday from nine, in {place}.",
    "The recipe is on a card beside the till; take one home.",
    "There are {number} bags. When they are gone, the next lot comes in week {week}.",
    "Bring your own cup and it is yours for the price of a filter.",
    "If {other} is not for you, ask for the blend.",
    "Closed on Monday, open again on Tuesday with a clean machine.",
)
KOREAN = (
    "{place} 매장에서 {bean} 원두 {number}봉을 새로 볶았습니다. 로트 번호는 {lot}입니다 ☕",
    "물은 {degrees}도, 추출은 {seconds}초. {person} 님이 오늘 아침에 적어 둔 숫자입니다.",
    "해발 {metres}m에서 자란 커피라 식으면 더 달콤해집니다. {week}주차에 딴 콩입니다.",
    "{place}에 오시면 {person} 님이 {seconds}초 동안 내려 드립니다. 향은 직접 맡아 보세요.",
    "로트 {lot}은 {number}봉뿐입니다. {bean} 특유의 단맛이 {degrees}도에서 가장 또렷합니다.",
    "지난주보다 {week}g 적게 담고 {seconds}초를 기다렸더니 맛이 달라졌습니다.",
    "농장은 해발 {metres}m에 있고, 올해 비는 {week}일 늦게 왔습니다.",
    "{person} 님의 메모: 물 {degrees}도, 원두 {number}g, 뜸 {seconds}초.",
)
ALTS = (
    "A cup of {bean} on a wooden table, next to a card with the number {lot}",
    "{person} pours water from a kettle into a paper filter",
    "Bags of {bean} stacked in front of the window in {place}",
    "Drying beds on a slope at {metres} metres, under a cloudy sky",
)
