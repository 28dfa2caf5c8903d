"""Connects to a practice server with centrifuge-python 0.7, publishes with cent, and checks what arrives.

Environment: API_URL, API_KEY, CLIENT_URL and TOKEN_SECRET.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import os
import socket
import sys
import time

import cent
from centrifuge import (
    Client,
    ClientEventHandler,
    ClientState,
    ReplyError,
    StreamPosition,
    SubscriptionEventHandler,
)

# How many seconds one scenario may take.
PATIENCE = 20


def expect(found, wanted):
    if found != wanted:
        raise AssertionError(f"found {found!r}, wanted {wanted!r}")


def token(**claims):
    """Signs claims with HS256."""

    def text(part):
        return base64.urlsafe_b64encode(part).rstrip(b"=")

    parts = [text(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims)]
    signed = b".".join(parts)
    secret = os.environ["TOKEN_SECRET"].encode()
    return (signed + b"." + text(hmac.new(secret, signed, hashlib.sha256).digest())).decode()


class Events(ClientEventHandler, SubscriptionEventHandler):
    """Keeps what happens, in order, for whoever waits for it."""

    def __init__(self):
        self.queue = asyncio.Queue()

    def __getattribute__(self, name):
        if not name.startswith("on_"):
            return object.__getattribute__(self, name)

        async def note(context):
            if name == "on_error":
                print("error:", context, file=sys.stderr)
            else:
                self.queue.put_nowait((name, context))

        return note

    async def next(self, wanted):
        """Waits for the next event, which must be the wanted one."""
        name, context = await self.queue.get()
        if name != wanted:
            raise AssertionError(f"{name} instead of {wanted}: {context}")
        return context

    async def skip_to(self, wanted):
        while True:
            name, context = await self.queue.get()
            if name == wanted:
                return context

    async def publications(self, count):
        return [(await self.skip_to("on_publication")).pub for _ in range(count)]


class Session:
    """A connected client of user 42, and cent beside it."""

    def __init__(self, api):
        self.api = api
        self.events = Events()
        self.client = Client(
            os.environ["CLIENT_URL"],
            events=self.events,
            token=token(sub="42", exp=int(time.time()) + 3600, info={"name": "Ada"}),
            min_reconnect_delay=0.05,
            max_reconnect_delay=0.2,
            proxy=None,
        )

    async def connect(self):
        await self.client.connect()
        context = await self.events.skip_to("on_connected")
        expect(context.version, "6.9.1 OSS")
        return context.client

    async def subscribe(self, channel, **options):
        events = Events()
        subscription = self.client.new_subscription(channel, events=events, **options)
        await subscription.subscribe()
        return subscription, events, await events.skip_to("on_subscribed")

    # These two block, so that the client learns of nothing until they return.

    def wait_until_nobody_is_in(self, channel):
        end = time.monotonic() + PATIENCE
        while self.api.presence(cent.PresenceRequest(channel=channel)).presence:
            if time.monotonic() > end:
                raise AssertionError(f"the connection that was cut is still in {channel}")

    def publish(self, channel, *numbers):
        for number in numbers:
            self.api.publish(cent.PublishRequest(channel=channel, data={"n": number}, tags={"n": str(number)}))


def lose_connection(session):
    # There is no public way to cut it.
    session.client._conn.transport.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


def be_disconnected(session):
    advice = cent.Disconnect(code=4000, reason="come back")
    session.api.disconnect(cent.DisconnectRequest(user="42", disconnect=advice))


async def receives_and_recovers(session):
    channel = "hist:recover"
    session.publish(channel, 1)
    client = await session.connect()
    _, events, subscribed = await session.subscribe(channel, positioned=True, recoverable=True)
    expect((subscribed.recoverable, subscribed.positioned, subscribed.was_recovering), (True, True, False))
    epoch = session.api.history(cent.HistoryRequest(channel=channel)).epoch
    expect(subscribed.stream_position, StreamPosition(offset=1, epoch=epoch))
    session.publish(channel, 2, 3)
    received = await events.publications(2)
    expect([(pub.offset, pub.data, pub.tags) for pub in received], [(n, {"n": n}, {"n": str(n)}) for n in (2, 3)])

    presence = session.api.presence(cent.PresenceRequest(channel=channel)).presence
    expect([(info.user, info.conn_info) for info in presence.values()], [("42", {"name": "Ada"})])
    expect(list(presence), [client])

    first = 4
    for cut in lose_connection, be_disconnected:
        cut(session)
        session.wait_until_nobody_is_in(channel)
        session.publish(channel, first, first + 1, first + 2)
        await events.skip_to("on_subscribing")
        subscribed = await events.next("on_subscribed")
        expect((subscribed.was_recovering, subscribed.recovered), (True, True))
        recovered = [(await events.next("on_publication")).pub.offset for _ in range(3)]
        expect(recovered, [first, first + 1, first + 2])
        first += 3
    session.publish(channel, first)
    expect([pub.offset for pub in await events.publications(1)], [first])
    expect(session.client.state, ClientState.CONNECTED)


async def calls_what_clients_may(session):
    await session.connect()
    subscription, events, _ = await session.subscribe("hist:calls")
    await subscription.publish({"by": "client"})
    published = (await events.publications(1))[0]
    expect((published.offset, published.data, published.info.user), (1, {"by": "client"}, "42"))
    session.publish("hist:calls", 2)
    history = await subscription.history(limit=10)
    expect([(pub.offset, pub.data) for pub in history.publications], [(1, {"by": "client"}), (2, {"n": 2})])
    since = StreamPosition(offset=history.offset, epoch=history.epoch)
    newest = await subscription.history(limit=1, since=since, reverse=True)
    expect([pub.offset for pub in newest.publications], [1])
    presence = await subscription.presence()
    expect([info.user for info in presence.clients.values()], ["42"])
    stats = await subscription.presence_stats()
    expect((stats.num_clients, stats.num_users), (1, 1))
    try:
        await session.client.history("unknown:x")
    except ReplyError as error:
        expect(error.code, 102)
    else:
        raise AssertionError("an unknown namespace was accepted")
    await subscription.unsubscribe()
    await events.skip_to("on_unsubscribed")
    expect(session.api.presence(cent.PresenceRequest(channel="hist:calls")).presence, {})


async def needs_a_token_for_a_private_channel(session):
    await session.connect()
    channel = "$hist:private"
    refused = Events()
    subscription = session.client.new_subscription(channel, events=refused)
    await subscription.subscribe()
    expect((await refused.skip_to("on_unsubscribed")).code, 103)
    session.client.remove_subscription(subscription)
    _, events, subscribed = await session.subscribe(channel, token=token(sub="42", channel=channel))
    expect(subscribed.channel, channel)
    session.publish(channel, 1)
    expect([pub.data for pub in await events.publications(1)], [{"n": 1}])


async def is_managed_by_the_server(session):
    client = await session.connect()
    channel = "hist:managed"
    selection = {"user": "42", "client": client}
    session.api.subscribe(cent.SubscribeRequest(channel=channel, data={"a": 1}, **selection))
    subscribed = await session.events.next("on_subscribed")
    expect((subscribed.channel, subscribed.data), (channel, {"a": 1}))
    session.publish(channel, 1)
    expect((await session.events.skip_to("on_publication")).pub.data, {"n": 1})
    channels = session.api.channels(cent.ChannelsRequest(pattern="hist:m*")).channels
    expect({name: info.num_clients for name, info in channels.items()}, {channel: 1})
    session.api.refresh(cent.RefreshRequest(expire_at=int(time.time()) + 60, **selection))
    session.api.unsubscribe(cent.UnsubscribeRequest(channel=channel, **selection))
    expect((await session.events.skip_to("on_unsubscribed")).channel, channel)
    session.api.disconnect(cent.DisconnectRequest(**selection))
    expect((await session.events.skip_to("on_disconnected")).code, 3503)


async def is_refused_with_a_bad_token(session):
    session.client.set_token(token(sub="42") + "x")
    await session.client.connect()
    expect((await session.events.skip_to("on_disconnected")).code, 3500)


async def run():
    with cent.Client(os.environ["API_URL"], os.environ["API_KEY"]) as api:
        for scenario in (
            receives_and_recovers,
            calls_what_clients_may,
            needs_a_token_for_a_private_channel,
            is_managed_by_the_server,
            is_refused_with_a_bad_token,
        ):
            session = Session(api)
            await asyncio.wait_for(scenario(session), PATIENCE)
            await session.client.disconnect()
            print(scenario.__name__.replace("_", " "))


if __name__ == "__main__":
    sys.exit(asyncio.run(run()))
