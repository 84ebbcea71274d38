"""Made-up boards of other programs, in the shape in which those programs write them."""

import json
from typing import Any

Json = dict[str, Any]


def trello(cards: int = 0) -> Json:
    lists = [
        {"id": "l2", "name": "Doing", "pos": 200.5, "closed": False},
        {"id": "l1", "name": "To discuss", "pos": 100, "closed": False},
        {"id": "l9", "name": "Long ago", "pos": 50, "closed": True},
    ]
    named = [
        _trello("c1", "Who brings tables?", "l1", 2, desc="We need **six**", due="2026-12-03T11:00:00.000Z")
        | {
            "idMembers": ["m1", "m2"],
            "labels": [{"id": "g", "name": "tables", "color": "green"}, {"id": "r", "name": ""}],
        },
        _trello("c2", "First of all: the date", "l1", 1),
        _trello("c3", "Book the band", "l2", 1, dueComplete=True) | {"idMembers": ["m1"], "attachments": [{"id": "f"}]},
        _trello("c4", "Put away", "l1", 3, closed=True),
        _trello("c5", "In a list that was put away", "l9", 1),
        _trello("c6", "", "l1", 4),
        _trello("c7", "Nowhere", "l0", 1),
    ]
    more = [_trello(f"m{number}", f"Idea number {number}", "l1", 1000 + number) for number in range(cards)]
    return {
        "id": "b",
        "name": "Street party",
        "shortLink": "abc",
        "lists": lists,
        "cards": [*named, *more],
        "labels": [{"id": "g", "name": "tables", "color": "green"}],
        "members": [{"id": "m1", "fullName": "Tom Reed", "username": "tomr"}, {"id": "m2", "username": "us"}],
        "checklists": [
            {
                "id": "k",
                "idCard": "c1",
                "name": "Ask",
                "pos": 1,
                "checkItems": [
                    {"name": "the school", "state": "incomplete", "pos": 2},
                    {"name": "the hall", "state": "complete", "pos": 1},
                ],
            }
        ],
        "actions": [
            _said("c1", "And I have one", "2026-11-02T10:00:00.000Z"),
            {"type": "updateCard", "data": {"card": {"id": "c1"}}},
            _said("c1", "I have two", "2026-11-01T10:00:00.000Z"),
        ],
    }


def _trello(number: str, name: str, place: str, pos: float, **more: object) -> Json:
    return {"id": number, "name": name, "idList": place, "pos": pos, "closed": False, "desc": "", "due": None, **more}


def _said(card: str, text: str, at: str) -> Json:
    data = {"text": text, "card": {"id": card}}
    return {"type": "commentCard", "date": at, "data": data, "memberCreator": {"fullName": "Tom Reed"}}


def wekan() -> Json:
    return {
        "_format": "wekan-board-1.0.0",
        "_id": "b",
        "title": "Street party",
        "labels": [{"_id": "g", "name": "tables", "color": "green"}, {"_id": "r", "color": "red"}],
        "members": [{"userId": "u1"}],
        "lists": [
            {"_id": "l2", "title": "Doing", "sort": 1, "archived": False},
            {"_id": "l1", "title": "To discuss", "sort": 0, "archived": False},
        ],
        "swimlanes": [{"_id": "s", "title": "Default"}],
        "cards": [
            {
                "_id": "c1",
                "title": "Who brings tables?",
                "listId": "l1",
                "sort": 1,
                "archived": False,
                "description": "We need six",
                "members": ["u1"],
                "assignees": [],
                "labelIds": ["g", "r"],
                "dueAt": "2026-12-03T11:00:00.000Z",
                "type": "cardType-card",
            },
            {"_id": "c2", "title": "The date", "listId": "l1", "sort": 0, "archived": False, "requestedBy": "Ana"},
            {
                "_id": "c3",
                "title": "Book the band",
                "listId": "l2",
                "sort": 0,
                "assignees": ["u1"],
                "endAt": "2026-11-01",
            },
            {"_id": "c4", "title": "Put away", "listId": "l1", "archived": True},
            {"_id": "c5", "title": "Mirror", "listId": "l1", "type": "cardType-linkedCard"},
        ],
        "checklists": [{"_id": "k", "cardId": "c1", "title": "Ask", "sort": 0}],
        "checklistItems": [
            {"_id": "i2", "checklistId": "k", "cardId": "c1", "title": "the school", "sort": 1, "isFinished": False},
            {"_id": "i1", "checklistId": "k", "cardId": "c1", "title": "the hall", "sort": 0, "isFinished": True},
        ],
        "comments": [
            {"_id": "t2", "cardId": "c1", "userId": "u1", "text": "And one", "createdAt": "2026-11-02T10:00:00.000Z"},
            {"_id": "t1", "cardId": "c1", "userId": "u1", "text": "Two", "createdAt": "2026-11-01T10:00:00.000Z"},
        ],
        "users": [{"_id": "u1", "username": "tomr", "profile": {"fullname": "Tom Reed"}}],
        "attachments": [{"_id": "f", "cardId": "c1", "file": "aGVsbG8="}],
        "activities": [],
        "rules": [],
    }


def planka() -> Json:
    return {
        "item": {"id": "1", "name": "Street party"},
        "included": {
            "users": [{"id": "7", "name": "Tom Reed", "username": "tomr"}],
            "boardMemberships": [],
            "labels": [{"id": "4", "name": "tables", "color": "berry-red"}, {"id": "5", "name": None}],
            "lists": [
                {"id": "22", "name": "Doing", "position": 131072, "type": "active"},
                {"id": "21", "name": "To discuss", "position": 65536, "type": "active"},
                {"id": "23", "name": "Finished", "position": 196608, "type": "closed"},
                {"id": "24", "name": None, "position": None, "type": "archive"},
            ],
            "cards": [
                {
                    "id": "31",
                    "listId": "21",
                    "name": "Who brings tables?",
                    "position": 131072,
                    "description": "We need six",
                    "dueDate": "2026-12-03T11:00:00.000Z",
                },
                {"id": "32", "listId": "21", "name": "The date", "position": 65536},
                {"id": "33", "listId": "22", "name": "Book the band", "position": 65536, "isDueCompleted": True},
                {"id": "34", "listId": "23", "name": "Ask the council", "position": 65536},
                {"id": "35", "listId": "24", "name": "Put away", "position": 65536},
            ],
            "cardMemberships": [{"cardId": "31", "userId": "7"}, {"cardId": "33", "userId": "7"}],
            "cardLabels": [{"cardId": "31", "labelId": "4"}, {"cardId": "31", "labelId": "5"}],
            "taskLists": [{"id": "41", "cardId": "31", "name": "Ask", "position": 65536}],
            "tasks": [
                {"id": "52", "taskListId": "41", "name": "the school", "position": 131072, "isCompleted": False},
                {"id": "51", "taskListId": "41", "name": "the hall", "position": 65536, "isCompleted": True},
                {"id": "53", "cardId": "32", "name": "ask round", "position": 65536, "isCompleted": False},
            ],
            "comments": [{"cardId": "31", "userId": "7", "text": "Two", "createdAt": "2026-11-01T10:00:00.000Z"}],
            "attachments": [{"id": "6", "cardId": "31"}],
        },
    }


def deck(boards: int = 1) -> Json:
    return {"version": "1.14.0", "boards": {str(number): _deck(number) for number in range(1, boards + 1)}}


def _deck(number: int) -> Json:
    tom = {"participant": {"primaryKey": "tomr", "uid": "tomr", "displayname": "Tom Reed", "type": 0}}
    cards = [
        {
            "id": 100 * number + 1,
            "title": "Who brings tables?",
            "description": "We need six\n\n- [x] the hall\n- [ ] the school",
            "labels": [{"title": "tables"}],
            "assignedUsers": [tom],
            "duedate": "2026-12-03T11:00:00+00:00",
            "order": 2,
            "archived": False,
            "deletedAt": 0,
        },
        {"id": 100 * number + 2, "title": "The date", "order": 1, "archived": False, "done": None, "duedate": None},
        {"id": 100 * number + 3, "title": "Put away", "order": 0, "archived": True},
        {"id": 100 * number + 4, "title": "Thrown away", "order": 0, "archived": False, "deletedAt": 1689667435},
    ]
    done = {"id": 100 * number + 5, "title": "Book the band", "order": 1, "done": "2026-11-01T10:00:00+00:00"}
    return {
        "id": number,
        "title": f"Party {number}",
        "archived": False,
        "deletedAt": 0,
        "labels": [{"title": "tables"}],
        "stacks": {
            "9": {"id": 9, "title": "Doing", "order": 2, "cards": [done | {"assignedUsers": [tom]}]},
            "8": {"id": 8, "title": "To discuss", "order": 1, "cards": cards},
        },
    }


def written(tables: object) -> bytes:
    return json.dumps(tables).encode()
