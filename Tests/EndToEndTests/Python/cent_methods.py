"""Calls a practice server with cent 5.2, method by method, and checks every result.

Both of cent's clients run the same steps. Environment: API_URL and API_KEY.
"""

import asyncio
import os
import sys

from cent import (
    AsyncClient,
    BatchRequest,
    BroadcastRequest,
    CentApiResponseError,
    CentUnauthorizedError,
    ChannelsRequest,
    Client,
    Disconnect,
    DisconnectRequest,
    HistoryRemoveRequest,
    HistoryRequest,
    InfoRequest,
    PresenceRequest,
    PresenceStatsRequest,
    PublishRequest,
    RefreshRequest,
    StreamPosition,
    SubscribeRequest,
    UnsubscribeRequest,
)


def expect(found, wanted):
    if found != wanted:
        raise AssertionError(f"found {found!r}, wanted {wanted!r}")


def publication(channel):
    """Each step yields a request and is sent its result, or the error that it raised."""
    request = PublishRequest(channel=channel, data={"n": 1.5}, tags={"kind": "first"}, idempotency_key=channel)
    first = yield request
    expect(first.offset, 1)
    expect(len(first.epoch), 8)
    expect((yield request), first)
    second = yield PublishRequest(channel=channel, data="é")
    expect((second.offset, second.epoch), (2, first.epoch))
    skipped = yield PublishRequest(channel=channel, data=None, b64data="MQ==", skip_history=True)
    expect((skipped.offset, skipped.epoch), (0, ""))
    broadcast = yield BroadcastRequest(channels=[channel, channel + "-b", "unknown:x"], data=[3])
    expect([answer.result and answer.result.offset for answer in broadcast.responses], [3, 1, None])
    expect(broadcast.responses[2].error.code, 102)


def history(channel):
    every = yield HistoryRequest(channel=channel, limit=-1)
    expect([(entry.offset, entry.data) for entry in every.publications], [(1, {"n": 1.5}), (2, "é"), (3, [3])])
    expect(every.publications[0].tags, {"kind": "first"})
    expect(every.offset, 3)
    position = yield HistoryRequest(channel=channel)
    expect((position.publications, position.offset, position.epoch), ([], 3, every.epoch))
    since = StreamPosition(offset=1, epoch=every.epoch)
    later = yield HistoryRequest(channel=channel, limit=1, since=since)
    expect([entry.offset for entry in later.publications], [2])
    newest = yield HistoryRequest(channel=channel, limit=2, reverse=True)
    expect([entry.offset for entry in newest.publications], [3, 2])
    yield HistoryRemoveRequest(channel=channel)
    removed = yield HistoryRequest(channel=channel, limit=-1)
    expect((removed.publications, removed.offset), ([], 3))


def connections(channel):
    """Nobody is connected: the calls succeed and say so."""
    expect((yield PresenceRequest(channel=channel)).presence, {})
    stats = yield PresenceStatsRequest(channel=channel)
    expect((stats.num_clients, stats.num_users), (0, 0))
    expect((yield ChannelsRequest(pattern="hist:*")).channels, {})
    since = StreamPosition(offset=1, epoch="x")
    yield SubscribeRequest(
        user="42", channel=channel, client="c", session="s", data={"a": 1}, info={"b": 2}, recover_since=since
    )
    yield UnsubscribeRequest(user="42", channel=channel, client="c", session="s")
    yield DisconnectRequest(
        user="42", client="c", session="s", whitelist=["d"], disconnect=Disconnect(code=4000, reason="bye")
    )
    yield RefreshRequest(user="42", client="c", session="s", expired=True, expire_at=1)


def node(_):
    nodes = (yield InfoRequest()).nodes
    expect(len(nodes), 1)
    expect((nodes[0].version, nodes[0].num_clients), ("6.9.1 OSS", 0))
    expect(len(nodes[0].uid), 36)


def batch(channel, parallel):
    replies = (
        yield BatchRequest(
            requests=[
                PublishRequest(channel=channel, data=1),
                PublishRequest(channel=channel + "-other", data=2),
                BroadcastRequest(channels=[channel + "-b", channel + "-c"], data=3),
                PresenceRequest(channel=channel),
                HistoryRequest(channel=channel + "-d", limit=1),
                ChannelsRequest(),
                InfoRequest(),
            ],
            parallel=parallel,
        )
    ).replies
    expect([reply.offset for reply in replies[:2]], [1, 1])
    expect([answer.result.offset for answer in replies[2].responses], [1, 1])
    expect(replies[3].presence, {})
    expect((replies[4].publications, replies[4].offset), ([], 0))
    expect(replies[5].channels, {})
    expect(len(replies[6].nodes), 1)


def refusals(_):
    for request in PublishRequest(channel="unknown:x", data=1), HistoryRequest(channel="unknown:x"):
        try:
            yield request
        except CentApiResponseError as error:
            expect((error.code, error.message), (102, "unknown channel"))
        else:
            raise AssertionError("an unknown namespace was accepted")


def scenarios(prefix):
    yield publication(prefix + "a")
    yield history(prefix + "a")
    yield connections(prefix + "e")
    yield node(prefix)
    yield batch(prefix + "f", parallel=False)
    yield batch(prefix + "g", parallel=True)
    yield refusals(prefix)


def call(client, request):
    """Calls the client's method for a request: each has one of the request's own name."""
    return getattr(client, request.api_method)(request)


def run(client, steps):
    try:
        request = next(steps)
        while True:
            try:
                result = call(client, request)
            except CentApiResponseError as error:
                request = steps.throw(error)
            else:
                request = steps.send(result)
    except StopIteration:
        pass


async def run_async(client, steps):
    try:
        request = next(steps)
        while True:
            try:
                result = await call(client, request)
            except CentApiResponseError as error:
                request = steps.throw(error)
            else:
                request = steps.send(result)
    except StopIteration:
        pass


def with_sync_client(url, key):
    with Client(url, key) as client:
        for steps in scenarios("hist:sync-"):
            run(client, steps)
    with Client(url, "not the key") as client:
        try:
            client.info(InfoRequest())
        except CentUnauthorizedError:
            return
        raise AssertionError("another key was accepted")


async def with_async_client(url, key):
    async with AsyncClient(url, key) as client:
        for steps in scenarios("hist:async-"):
            await run_async(client, steps)
    async with AsyncClient(url, "not the key") as client:
        try:
            await client.info(InfoRequest())
        except CentUnauthorizedError:
            return
        raise AssertionError("another key was accepted")


def main():
    url, key = os.environ["API_URL"], os.environ["API_KEY"]
    with_sync_client(url, key)
    asyncio.run(with_async_client(url, key))
    print("all of cent's methods")


if __name__ == "__main__":
    sys.exit(main())
