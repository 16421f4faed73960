"""The post that another one repeats."""

from smmops.model.post import Post, Variant
from smmops.rules.view import View


def original(post: Post, view: View) -> Post | None:
    """What `recycled_from` names; None where it names nothing, which another rule says."""
    front = view.front(post)
    name = front.recycled_from if front else None
    return view.workspace.posts.get(name) if name and name != post.id else None


def sent(post: Post, channel: str) -> Variant | None:
    """The variant of that channel, else the one that goes out last."""
    timed = [variant for variant in post.variants if variant.publish_at]
    own = next((variant for variant in timed if variant.channel == channel), None)
    return own or max(timed, key=lambda variant: str(variant.publish_at), default=None)


def pair(day: str, text: str, *, front: str = "") -> dict[str, str]:
    """An example of two posts: the first of 1 September, and its second life on `day`."""
    post = "---\nchannels: [bluesky-acme]\npublish_at: {day} 09:30\n{front}---\n{text}\n"
    return {
        "content/2026/09/brew-slowly.md": post.format(
            day="2026-09-01", front=front, text="Brew slowly, it pays."
        ),
        f"content/{day[:4]}/{day[5:7]}/brew-again.md": post.format(
            day=day, front="recycled_from: brew-slowly\n", text=text
        ),
    }
