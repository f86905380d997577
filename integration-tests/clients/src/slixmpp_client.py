"""A client with slixmpp: a line of JSON for each thing that happens goes out, and for each thing to do comes in."""

import asyncio
import json
import sys
from io import BytesIO

from aiohttp import ClientSession
from slixmpp import ClientXMPP
from slixmpp.exceptions import IqError
from slixmpp.plugins.xep_0048.stanza import Bookmarks

PLUGINS = (30, 45, 48, 60, 77, 84, 163, 191, 198, 199, 223, 280, 313, 333, 363)


def tell(event, **more):
    print(json.dumps({"event": event, **more}), flush=True)


class Client(ClientXMPP):
    def __init__(self, port, jid, password, certificate, register):
        super().__init__(jid, password)
        self.ca_certs = certificate
        for number in PLUGINS:
            self.register_plugin(f"xep_{number:04}", {"auto_join": False} if number == 48 else {})
        if register == "register":
            self._always_send_everything = True  # or else slixmpp 1.8 holds requests back until it has logged in
            self.add_event_handler("register", self.register_account)
        self.add_event_handler("session_start", self.started)
        self.add_event_handler("session_resumed", lambda event: tell("resumed"))
        self.add_event_handler("disconnected", self.lost)
        self.add_event_handler("message", self.heard)
        self.add_event_handler("groupchat_message", self.heard_in_room)
        self.add_event_handler("carbon_sent", lambda m: tell("carbon sent", body=m["carbon_sent"]["body"]))
        self.add_event_handler("carbon_received", lambda m: tell("carbon received", body=m["carbon_received"]["body"]))
        self.add_event_handler("pubsub_publish", self.published)
        self.address = ("127.0.0.1", port)

    async def register_account(self, form):
        request = self.Iq()
        request["type"] = "set"
        request["register"]["username"] = self.boundjid.user
        request["register"]["password"] = self.password
        await request.send()
        tell("registered")

    async def started(self, event):
        self.send_presence()
        await self.get_roster()
        tell("online")

    def lost(self, event):
        tell("offline")
        self.connect(self.address)

    def heard(self, message):
        if message["type"] == "chat" and message["body"]:
            tell("message", body=message["body"])

    def heard_in_room(self, message):
        tell("in room", by=message["from"].resource, body=message["body"])

    def published(self, message):
        items = message["pubsub_event"]["items"]
        for item in items["substanzas"]:
            tell("published", node=items["node"], text=item["payload"].text)

    async def say(self, to, body):
        self.send_message(mto=to, mbody=body, mtype="chat")

    async def enable_carbons(self):
        await self["xep_0280"].enable()

    async def history(self, peer):
        return [
            result["mam_result"]["forwarded"]["stanza"]["body"]
            async for result in self["xep_0313"].iterate(with_jid=peer, rsm={"max": 2})
        ]

    async def join(self, room, nick):
        await self["xep_0045"].join_muc_wait(room, nick, maxstanzas=0)

    async def configure(self, room):
        await self["xep_0045"].set_room_config(room, await self["xep_0045"].get_room_config(room))

    async def talk(self, room, body):
        self.send_message(mto=room, mbody=body, mtype="groupchat")

    async def create(self, service, node):
        await self["xep_0060"].create_node(service, node)

    async def subscribe(self, service, node):
        await self["xep_0060"].subscribe(service, node)

    async def publish(self, service, node, text):
        payload = self["xep_0060"].stanza.ET.Element("{urn:example:note}note")
        payload.text = text
        await self["xep_0060"].publish(service, node, payload=payload)

    async def upload(self, service, text):
        self["xep_0363"].upload_service = service  # slixmpp 1.8 fails to look for it with Python 3.11
        file = BytesIO(text.encode())
        url = await self["xep_0363"].upload_file("note.txt", len(text), "text/plain", input_file=file)
        return await self.get(url)

    async def get(self, url):
        async with ClientSession() as http, http.get(url) as answer:
            return await answer.text()

    async def show_avatar(self, text):
        avatar = self["xep_0084"]
        await avatar.publish_avatar(text.encode())
        await avatar.publish_avatar_metadata(
            {"id": avatar.generate_id(text.encode()), "type": "image/png", "bytes": len(text)}
        )

    async def avatar_of(self, jid):
        items = (await self["xep_0060"].get_items(jid, "urn:xmpp:avatar:metadata"))["pubsub"]["items"]
        identifier = items["item"]["id"]
        data = await self["xep_0084"].retrieve_avatar(jid, identifier)
        return data["pubsub"]["items"]["item"]["avatar_data"]["value"].decode()

    async def bookmark(self, room, nick):
        bookmarks = Bookmarks()
        bookmarks.add_conference(room, nick, autojoin=True)
        await self["xep_0048"].set_bookmarks(bookmarks, method="xep_0223")

    async def bookmarks(self):
        result = await self["xep_0048"].get_bookmarks(method="xep_0223")
        conferences = result["pubsub"]["items"]["item"]["bookmarks"]["conferences"]
        return [str(conference["jid"]) for conference in conferences]

    async def block(self, jid):
        await self["xep_0191"].block(jid)

    async def unblock(self, jid):
        await self["xep_0191"].unblock(jid)

    async def blocked(self):
        return sorted(str(jid) for jid in (await self["xep_0191"].get_blocked())["blocklist"]["items"])

    async def obey(self):
        """Does what is told, one after the other; answers with the id of the order."""
        while line := await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline):
            order = json.loads(line)
            try:
                value = await getattr(self, order["do"])(*order["with"])
                tell("done", value=value, id=order["id"])
            except IqError as refused:
                tell("refused", value=refused.condition, id=order["id"])


port, *account = sys.argv[1:]
client = Client(int(port), *account)
client.default_port = int(port)  # slixmpp 1.8 takes the port from here
client.connect(client.address)
client.loop.create_task(client.obey())
client.process(forever=True)
