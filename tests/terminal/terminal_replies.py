"""What terminals answer, each as it comes: to whoever reads next, asked or not."""

REPLIES = {
    # what asks: DA1, DA2, DA3, XTVERSION, DSR, CPR, DECXCPR, DECRQM, DECRQSS, XTGETTCAP, OSC 4, 10, 11, 52, window reports
    "xterm": [
        "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c", "\x1b[>41;390;0c", "\x1bP!|00000000\x1b\\", "\x1bP>|XTerm(390)\x1b\\",
        "\x1b[0n", "\x1b[24;80R", "\x1b[?24;80;1R", "\x1b[?2004;2$y", "\x1bP1$r0m\x1b\\", "\x1bP1$r2 q\x1b\\",
        "\x1bP1+r544e=787465726d2d323536636f6c6f72\x1b\\", "\x1b]4;1;rgb:cdcd/0000/0000\x1b\\", "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1b]52;c;aGVsbG8=\x07", "\x1b[8;24;80t", "\x1b[4;384;640t", "\x1b[3;10;20t",
        "\x1b[6;16;8t", "\x1b[1t", "\x1b]Licon\x1b\\", "\x1b]lsome title\x1b\\", "\x1b[?62;22c", "\x1b[>0;276;0c",
    ],
    "kitty": [
        "\x1b[?62;c", "\x1b[>1;4000;42c", "\x1bP>|kitty(0.42.1)\x1b\\", "\x1b[?0u", "\x1b[?25u", "\x1b_Gi=31;OK\x1b\\",
        "\x1b_Gi=1,I=2;ENOENT:no such file\x1b\\", "\x1b]99;i=1:p=?;\x1b\\", "\x1b[?996;1n", "\x1b[?997;2n", "\x1bP1+r6b726e=\x1b\\",
        "\x1bP0+r\x1b\\", "\x1b[48;45;160;900;1600t", "\x1b]5522;type=read:status=OK\x1b\\", "\x1b[>1;10;100$w",
    ],
    "iTerm2": [
        "\x1b[?65;1;2;4;6;9;15;17;18;21;22;28;29;69;70;80c", "\x1b[>41;2500;0c", "\x1bP>|iTerm2 3.5.10\x1b\\",
        "\x1b]1337;ReportCellSize=18.0;8.0;2.0\x1b\\", "\x1b]1337;Capabilities=T3LrMSc7UUw9Ts3BFGsSyHNoSxF\x07", "\x1b[?1u",
        "\x1bP4000;1m%begin\x1b\\", "\x1bPtmux;x\x1b\\",
    ],
    "WezTerm": [
        "\x1b[?65;4;6;18;22;52c", "\x1b[>1;277;0c", "\x1b[=00000000c", "\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\",
        "\x1bP1$r4:3m\x1b\\", "\x1b[1;1;1;4;4;0*y", "\x1b[?2026;2$y\x18",
    ],
    "ghostty": ["\x1b[?62;22;52c", "\x1b[>1;10;0c", "\x1bP>|ghostty 1.2.3\x1b\\", "\x1b]21;foreground=rgb:ff/ff/ff\x1b\\", "\x1b]4;0;rgb:1d1d/1f1f/2121\x1b\\"],
    "VTE": ["\x1b[?65;1;9c", "\x1b[>65;7600;1c", "\x1bP>|VTE(7600)\x1b\\", "\x1bP!|7E565445\x1b\\", "\x1b]777;precmd\x1b\\"],
    "Windows Terminal": [
        "\x1b[?61;6;7;14;21;22;23;24;28;32;42c", "\x1b[>0;10;1c", "\x1bP!|00000000\x1b\\", "\x1b[65;30;97;1;0;1_", "\x1b[13;28;13;0;0;1_",
        "\x1b]9;4;0;0\x1b\\", "\x1b[?9001;1$y", "\x1b[1;2;3&w",
    ],
    "tmux": [
        "\x1b[?1;2;4c", "\x1b[>84;0;0c", "\x1bP>|tmux 3.5a\x1b\\", "\x1b[1;1R", "\x1b[12;40R", "\x1b[>q", "\x1b[?12;40R", "\x1b]10;rgb:c5c5/c8c8/c6c6\x1b\\",
    ],
    "screen": ["\x1b[?1;2c", "\x1b[>83;40903;0c", "\x1bP1$r0m\x1b\\", "\x1b^a message\x1b\\", "\x1bXa string\x1b\\", "\x9b?1;2c", "\x90>|screen\x9c", "\x9d0;title\x9c"],
}  # fmt: skip
ALL = [(terminal, reply) for terminal, replies in REPLIES.items() for reply in replies]
