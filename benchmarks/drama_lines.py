"""What people in the made-up drama say and do: English and Chinese side by side, by what a line does in a scene.

`{o}` is who is spoken to, `{t}` somebody who is spoken of, `{s}` a secret, `{p}` a thing, `{l}` a place; in action `{a}`
and `{b}` are the two people of the scene.
"""

from __future__ import annotations

_SPEECH = """
ask (suspicious|calm|cold)
Tell me {s}, {o}. | {o}，告诉我，{s}。
You were there. I want to know {s}. | 你当时在场。我要知道{s}。
One question, and then I go: {s}? | 只问一句，问完我就走：{s}？
Look at me and say {s}. | 看着我，说清楚{s}。
I have waited a year to ask you {s}. | 我等了一年，就想问你{s}。
Nobody in this family will tell me {s}. Will you? | 这个家里没人肯告诉我{s}。你肯吗？
Start with {s}. The rest can wait. | 先说{s}。别的以后再说。

deny (cold|calm|contempt)
You are asking the wrong person. | 你问错人了。
I was never in that room. | 我从没进过那个房间。
Whoever told you that wants you afraid. | 跟你说这话的人，就是想让你害怕。
I signed what was put before me. That is all. | 递到我面前的，我就签了。仅此而已。
Ask {t}. I only carried the bag. | 去问{t}。我只是个跑腿的。
There is nothing to know, and you are tired. | 没什么好知道的，你只是累了。
You have a good memory for things that never were. | 没发生过的事，你倒记得很清楚。
Be careful, {o}. That is how rumours start. | 小心点，{o}。谣言就是这么来的。

threat (cold|angry|flat)
Say that again outside and you lose everything. | 出了这个门再说一遍，你就什么都没了。
I can end your week with one phone call. | 我一个电话，就能让你这星期到头。
By Friday {t} will own the chair you sit on. | 到星期五，你坐的椅子都归{t}。
Walk away while you still have legs to do it. | 趁还走得动，赶紧走。
You have until midnight. Then I talk to {t}. | 给你到半夜。过了半夜，我就去找{t}。
Do not mistake my manners for mercy. | 别把我的客气，当成心软。
The last person who asked me that left the city. | 上一个这么问我的人，已经离开这座城市了。
I buried one scandal. I have room for another. | 我埋过一桩丑闻，再埋一桩也有地方。

refuse (determined|angry|cold)
No. Not this time. | 不。这次不行。
You may keep your money. I will keep my name. | 钱你留着。名字，我留着。
I would sooner sleep on the street. | 我宁可睡大街。
I have said yes to you for ten years. It ends here. | 我对你说了十年的好。到此为止。
Find somebody else to be grateful. | 找别人来感恩吧。
I did not come for an apology. I came for the truth. | 我不是来听道歉的。我是来听真话的。
Then {t} can hear it too. | 那就让{t}也听听。

plead (pleading|tears|afraid)
Please. {t} must not hear this from a stranger. | 求你。别让{t}从外人嘴里听到。
Give me one day, {o}. Only one. | 给我一天，{o}。就一天。
I did it for the child. Can you not see that? | 我是为了孩子。你看不出来吗？
If you leave now, there is nobody on my side. | 你要是走了，就没人站在我这边了。
Do not make me choose between you. | 别逼我在你们之间选。
I am begging you, and I do not beg. | 我在求你。我从不求人。
Shout at me. Only do not go quiet. | 你骂我吧。只是别不说话。

taunt (contempt|smiling|cold)
How sweet. The housemaid's daughter has a lawyer now. | 真有意思。下人的女儿，如今也有律师了。
That dress is rented, is it not? | 这条裙子是租的吧？
You still think that {t} will choose you. | 你还以为{t}会选你。
Stand up straight, {o}. They are taking pictures. | 站直了，{o}。有人在拍照。
I would offer you a seat, but these are for family. | 本想请你坐，可这是给家里人坐的。
Cry if you like. The carpet has seen worse. | 想哭就哭。这地毯见过更难看的。
You brought facts to a family dinner. How brave. | 带着证据来吃家宴。真勇敢。

comfort (tender|softly|calm)
Breathe. I am here, and the door is locked. | 慢慢呼吸。我在，门锁着。
You are not alone in this. Not any more. | 这件事你不是一个人了。再也不是了。
Eat something. Revenge is hard on an empty stomach. | 吃点东西。饿着肚子，怎么报仇？
Whatever {t} said, it was meant to hurt. That is all it was. | 不管{t}说了什么，都只是为了伤你。
We will find it, and then you will sleep. | 我们会找到的。到时候你就能睡着了。
You have carried this long enough, {o}. | 这担子你背得够久了，{o}。
I believed you before there was proof. | 没有证据的时候，我就信你。

confess (sad|tears|softly)
I know {s}. I have always known. | 我知道{s}。我一直都知道。
I kept quiet, and it made me rich. | 我闭了嘴，所以发了财。
There is a copy. {t} does not know. | 还有一份副本。{t}不知道。
I opened the door that night. It was me. | 那天夜里，开门的人是我。
I loved you, and I sold you. Both are true. | 我爱过你，也卖过你。都是真的。
They paid me in cash, in a tea tin. | 他们给的是现金，装在茶叶罐里。
I wrote the date. The hand was mine, the words were not. | 日期是我写的。手是我的，话不是我的。

tell (whispering|calm|softly)
Then listen. I will tell you {s}. | 那你听好。我告诉你{s}。
You asked me {s}. Sit down first. | 你问过我{s}。先坐下。
It is all written here. This is {s}. | 都写在这里了。这就是{s}。
Nobody else alive can tell you {s}. | 活着的人里，没有别人能告诉你{s}。
I promised to die with it, but you should know {s}. | 我发过誓要带进棺材。可你该知道{s}。
{t} hid it for years. Now you know {s}. | {t}瞒了很多年。现在你知道了，{s}。

shock (shocked|afraid|tears)
That cannot be. I was at the funeral. | 不可能。葬礼我都在场。
Say that you are lying. | 你说，你在骗我。
All these years, at the same table. | 这么多年，在同一张桌子上吃饭。
Then whose name is on my papers? | 那我的证件上，写的是谁的名字？
I thanked that man. I held his hand. | 我谢过那个人。我还握过他的手。
No. Not {t}. | 不。不会是{t}。
And you let me marry into it. | 而你，就这么让我嫁了进来。

use (determined|cold|smiling)
I know {s}. Shall I tell the board? | 我知道{s}。要我讲给董事会听吗？
Now that I know {s}, the price has changed. | 现在我知道了{s}，价钱就不一样了。
You are very calm for somebody whose secret is out. | 秘密都漏了，你倒很镇定。
I know {s}, and I have it in writing. | 我知道{s}，而且有白纸黑字。
Smile, {o}. I know {s}. | 笑一笑，{o}。我知道{s}。
I went to the archive. I know {s}. | 我去过档案室了。我知道{s}。

order (cold|flat|angry)
Close the door and lower your voice. | 把门关上，小声点。
Have the car brought round. We are leaving. | 叫车过来。我们走。
Not a word of this to {t}. | 这件事，一个字也别跟{t}说。
Find the driver of that night. Find him first. | 把那晚的司机找出来。要比别人先找到。
Cancel the vote. Say that I am ill. | 取消表决。就说我病了。
Change the locks before dinner. | 晚饭前把锁都换了。
Call nobody. Sign nothing. Wait for me. | 谁也别找，什么也别签。等我。

agree (calm|determined|softly)
Then we do it tonight. | 那就今晚动手。
I will need somebody at the door. | 门口得有个人守着。
Good. I never liked that man. | 好。那个人，我本来就不喜欢。
Half the truth is enough to start with. | 有一半真相，就够开头了。
You talk, I watch their hands. | 你说话，我盯着他们的手。
Give me the names. All of them. | 把名字给我。一个都别漏。
After this there is no way back, {o}. | 走出这一步，就回不了头了，{o}。

phone (whispering|afraid|cold)
I cannot talk long. Somebody is in the corridor. | 我不能多说。走廊里有人。
Do not come home. {t} has been asking for you. | 别回家。{t}一直在找你。
The file is gone. Somebody was quicker. | 文件没了。有人抢先了一步。
I am standing at the window. I can see your light. | 我站在窗边，看得见你的灯。
They moved the meeting. We have one hour. | 会议提前了。我们只有一个小时。
Say nothing. Only listen. | 别说话。听着就好。
You were right about {t}. | {t}的事，你说对了。
Where are you? No, do not tell me. | 你在哪儿？不，别告诉我。

cliff (cold|shocked|whispering)
The name on the last page is yours, {o}. | 最后一页上的名字，是你，{o}。
Then why is your signature under it? | 那下面为什么有你的签名？
You are late, {o}. They already voted. | 你来晚了，{o}。已经表决完了。
I am not the heir. You are. | 继承人不是我。是你。
Somebody in this room wrote to the police. | 报警的人，就在这个房间里。
She is not dead. She was moved. | 她没有死。她被转走了。
Open it. See what {t} kept from you. | 打开吧。看看{t}瞒了你什么。
It was never the money. It was you. | 从来不是为了钱。是为了你。
Before you say anything: {t} is on the line. | 你先别说话：{t}在电话那头。
The brakes did not fail. Somebody paid for it. | 刹车没有失灵。有人花了钱。
Turn round, {o}. Slowly. | 转过来，{o}。慢一点。
You have one page. I have the other forty. | 你手里有一页。我手里有四十页。

echo (cold|determined|sad)
One lie at a time, I will take it all back. | 一个谎接一个谎，我会全部讨回来。
I used to knock before I came in here. | 从前，我进这里是要敲门的。
They taught me to smile. I learned to count. | 他们教我微笑。我学会了算账。
If I stop now, it was all for nothing. | 现在停下，一切就白费了。
Everybody here has two faces. I brought a mirror. | 这里人人两张脸。我带了一面镜子。
My mother's hands shook when she said that name. | 母亲说出那个名字的时候，手在发抖。
I am not afraid of the dark. I was raised in it. | 我不怕黑。我就是在黑暗里长大的。
"""

_SCENERY = """
SHAW MANSION
Rain runs down the tall windows. A clock ticks somewhere in the house.
White lilies on every table. None of them is for the living.
The long table is laid for eight. Two chairs stand empty.
The chandelier trembles as a car rolls up the drive.
Portraits look down from the panelling, all of one family.
Breakfast stands untouched. The coffee has gone cold.

SHAW TOWER
The city glitters behind forty floors of glass.
Empty desks, screens asleep. One lamp burns at the far end.
The lift doors stay shut. A screen counts the share price down.
Boxes stand along the wall, half packed.
A cleaner's cart waits by the glass. Nobody is near it.
Morning light lies across the boardroom table like a blade.

ROOFTOP
Wind. The letters of the hotel sign hum, red on wet concrete.
Far below, traffic crawls like a lit fuse.
Laundry snaps on a wire. The door bangs in its frame.
The sky hangs low over the water tanks.

HOSPITAL
A monitor beeps, slow and even.
Rubber soles squeak on the floor. A curtain is drawn.
The vending machine flickers at the end of the corridor.
Blinds cut the light into strips across the bed.
A trolley rolls past, and nobody pushes it very fast.

TEAHOUSE
Steam rises from iron kettles. Low voices, closed screens.
An old radio plays behind the counter.
Paper lanterns turn in the draught.
Two cups stand on the table, both full, both cold.

BALLROOM
Crystal, silk, a hundred people who know each other's debts.
A string quartet plays as if nobody listened. Nobody does.
Cameras flash along the red carpet.
Waiters pass with trays. The laughter is a little too loud.

CAR PARK
Concrete pillars, one dying neon tube.
Tyres hiss on the wet ramp. Then silence.
A single car stands with its lights on.

MAYA'S FLAT
A small room, a small lamp, papers on every chair.
The kettle clicks off. The street below never sleeps.
Photographs are pinned to the wall, joined by red thread.
"""

_ACTION = """
meet
{a} waits with folded arms. {b} stops two steps away.
{a} stands at the window. {b} does not sit down.
{b} sits very still. {a} walks slowly around the table.
{a} and {b} face each other.
{b} looks up. {a} is already there.
{a} leans against the wall and watches {b}.
{b} turns. {a} stands in the doorway.
{a} closes the door without a sound. {b} looks at the floor.
{b} sets down a glass. {a} has not touched the other one.
{a} crosses the room toward {b}.

strong
{a} steps forward.
{b} steps back.
{a} points at the door.
{b} turns away.
{a} slams a hand on the table.
{b} shakes with anger.
{a} laughs, and it is not a kind laugh.
{b} clenches both fists.
{a} takes a slow breath.
{a} lowers the voice until {b} has to lean in.

soft
{a} touches the back of {b}'s hand.
{b} nods.
{b} looks down, then up again.
{a} pours tea. {b} does not drink.
{b} wipes away a tear.
{a} smiles for the first time.
{b} leans back and closes tired eyes.
{a} puts a coat around {b}'s shoulders.
{b} looks at {a} for a long moment.

shock
{b} goes white.
{b} grips the edge of the table.
{a} stares.
A glass slips and breaks on the floor.
{b} sinks into a chair.
Silence. Even the clock seems to wait.
{a} and {b} do not move.

last
{b} does not answer.
{a} smiles.
Footsteps stop behind the door.
The light goes out.
A phone begins to ring. Nobody reaches for it.
{b} turns slowly around.
{a} looks straight at us.
"""


def _speeches(text: str) -> dict[str, tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]:
    found = {}
    for block in text.strip().split("\n\n"):
        head, *rows = block.splitlines()
        name, _, moods = head.partition(" ")
        pairs = tuple((en.strip(), zh.strip()) for en, zh in (row.split("|") for row in rows))
        found[name] = (tuple(moods.strip("()").split("|")), pairs)
    return found


def _blocks(text: str) -> dict[str, tuple[str, ...]]:
    return {block.splitlines()[0]: tuple(block.splitlines()[1:]) for block in text.strip().split("\n\n")}


SPEECH = _speeches(_SPEECH)
"""For each function of a line: how it may be said, and the lines in both languages."""
SCENERY = _blocks(_SCENERY)
"""What one sees first at a place."""
ACTION = _blocks(_ACTION)
"""What people do in a scene of that kind."""
TAKE = ("{a} picks up {p}.", "{a} takes {p} from the table.", "{a} puts {p} into a pocket.")
GIVE = ("{a} hands {b} {p}.", "{a} gives {p} to {b}.", "{a} hands {p} to {b}.", "{a} presses {p} into {b}'s hand.",
        "{a} passes {b} {p}.")
SNATCH = ("{b} snatches {p} from {a}.", "{b} takes {p} from {a}'s hand.", "{b} grabs {p} out of {a}'s hand.")
USE = ("{a} holds up {p}.", "{a} turns {p} over and over.", "{a} looks down at {p}.", "{a}'s fingers close around {p}.")
STRIKE = ("{a} slaps {b} across the face. The room goes quiet.", "{a} strikes {b}. The blow leaves a print.",
          "{a} throws a glass. It grazes {b}'s cheek.")
