namespace CallQuality.Tests.Measurement;

/// <summary>English words with their syllables as spoken: everyday words of support calls, then the hard cases.</summary>
internal static class EnglishSyllableWords
{
    public static readonly (string Word, int Syllables)[] All =
        [.. Table.Split(' ').Select(row => row.Split('=')).Select(row => (string.Join('=', row[..^1]), row[^1][0] - '0'))];

    private const string Table =
        "Congratulations=5 acknowledgement=4 congratulations=5 Comprehensive=4 Understanding=4 automatically=5 comprehensive=4"
        + " contradiction=4 documentation=5 inconvenience=5 mispronounced=3 nonrefundable=5 reconditioned=4 understanding=4"
        + " unfortunately=5 announcement=3 appointments=3 cancellation=4 compensation=4 confirmation=4 embarrassing=4 installments=3"
        + " instructions=3 introduction=4 manufacturer=5 measurements=3 prescription=3 receptionist=4 registration=4 transferring=3"
        + " walkthroughs=2 Fascinating=4 Whereabouts=3 alternative=4 application=4 appointment=3 carburettor=4 certificate=4"
        + " comfortable=3 conditional=4 consequence=3 cooperative=5 deductibles=4 disappeared=3 electrician=4 electricity=5 exclamation=4"
        + " frustrating=3 grandfather=3 independent=4 information=4 instruction=3 interesting=3 millimetres=4 observation=4 overheating=4"
        + " overwriting=4 regulations=4 replacement=3 responsible=4 screwdriver=3 switchboard=2 telephoning=4 terminology=5 unfortunate=4"
        + " Altogether=4 Appreciate=4 Complaints=2 Everything=3 Understood=3 absolutely=4 accountant=3 accounting=3 activation=4"
        + " afternoons=3 appliances=4 appreciate=4 assistance=3 beforehand=3 brainstorm=2 cancelling=3 characters=3 colloquial=4"
        + " completely=3 compressor=3 compulsory=4 conditions=3 connection=3 contractor=3 definitely=4 department=3 describing=3"
        + " developers=4 difference=2 discomfort=3 dispatched=2 downstairs=2 especially=4 everything=3 everywhere=3 experience=4"
        + " flickering=3 foundation=3 fourteenth=2 guaranteed=3 guarantees=3 highlights=2 hysterical=4 impatience=3 impossible=4"
        + " impression=3 incomplete=3 individual=5 negligence=3 neighbours=2 newsletter=3 nineteenth=2 overpaying=4 paraphrase=3"
        + " passengers=3 permission=3 personally=4 regardless=3 registered=3 reprinting=3 reproduced=3 restarting=3 restricted=3"
        + " rhetorical=4 ridiculous=4 screenshot=2 signatures=3 statements=2 substation=3 suggesting=3 suggestion=3 supposedly=4"
        + " switchover=3 technician=3 technology=4 themselves=2 underneath=3 understand=3 understood=3 wheelchair=2 windscreen=2"
        + " yourselves=2 According=3 Apologies=4 Basically=3 Christmas=2 Everybody=4 Furniture=3 Ignorance=3 Insurance=3 Mortgages=3"
        + " Singapore=3 Sometimes=2 Thousands=2 Transfers=2 Wednesday=2 Whitfield=2 Wonderful=3 Yesterday=3 addresses=3 afternoon=3"
        + " until=2 called=1 check=1 thanks=1 change=1 twice=1 Which=1 twelve=1 actually=4 write=1 between=2 third=1 meter=2 quick=1"
        + " another=3 mistake=2 dollars=2 forty=2 everyone=3 clear=1 legal=2 though=1 might=1 praise=1 behind=2 manual=3 thousand=2"
        + " model=2 straight=1 Thanks=1 patience=2 offer=2 statement=2 booking=2 refund=2 hurry=2 payment=2 claim=1 calls=1 light=1"
        + " setting=2 afraid=2 looks=1 update=2 things=1 password=2 blinking=2 expect=2 worry=2 somewhere=2 acoustic=3 options=2"
        + " ringing=2 included=3 evening=2 greeting=2 either=2 objection=3 script=1 looked=1 worked=1 asking=2 block=1 speed=1 covers=2"
        + " tablets=2 ordered=2 weekend=2 opening=3 bearing=2 computer=3 mentioned=2 action=2 friendly=2 interrupt=3 escalate=3 intent=2"
        + " charged=1 tariff=2 happen=2 earth=1 company=3 honest=2 April=2 rather=2 ahead=2 counts=1 shift=1 daytime=2 fails=1 lovely=2"
        + " Maple=2 driver=2 sending=2 whenever=3 petrol=2 husband=2 socket=2 manager=3 brace=1 bother=2 register=3 Surely=2 dropping=2"
        + " heating=2 enormous=3 drove=1 injection=3 renew=2 easier=3 bought=1 tricky=2 study=2 birthday=2 debit=2 folks=1 Between=2"
        + " frame=1 smells=1 sixty=2 walking=2 Forgive=2 steps=1 spring=1 doors=1 lines=1 domicile=3 reach=1 normally=3 lying=2"
        + " switched=1 newer=2 guessing=2 breathe=1 properly=3 login=2 stage=1 property=3 denied=2 computers=3 built=1 quality=3 Maine=1"
        + " objected=3 signed=1 bleed=1 deleted=3 15=2 17=3 21=3 99=3 100=3 1998=5 2024=5 3.5=3 $50=4 10:15=3 50%=4 1st=1 22nd=4 20th=3"
        + " Mr.=2 Mrs.=2 Dr.=2 e.g.=2 etc.=4 PC=2 USB=3 SMS=3 PDFs=3 WWW=9 p.m.=2 km=4 0800=7 didn't=2 isn't=2 wouldn't=2 couldn't=2"
        + " don't=1 can't=1 won't=1 aren't=1 we'll=1 it'll=2 they've=1 should've=2 boss's=2 cat's=1 Mary-Jane=3 Smith=1 Anderson=3"
        + " Elizabeth=4 Thompson=2 the=1 table=2 tables=2 settled=2 cable=2 little=2 bottle=2 whistle=2 aisle=1 called=1 wanted=2"
        + " needed=2 walked=1 boxes=2 changes=2 makes=1 watches=2 something=2 sometimes=2 somebody=3 every=2 everything=3 safety=2"
        + " statement=2 element=3 cement=2 agreement=3 basement=2 useful=2 useless=2 careless=2 completely=3 lovely=2 nineteen=2 ninety=2"
        + " therefore=2 beforehand=3 foreign=2 forecast=2 homework=2 household=2 lifetime=2 business=2 Wednesday=2 people=2 idea=3 area=3"
        + " being=2 going=2 trying=2 paying=2 quiet=2 science=2 client=2 society=4 variety=4 creation=3 react=2 video=3 radio=3 serious=3"
        + " previous=3 million=2 station=2 patience=2 ancient=2 special=2 social=2 initial=3 material=4 colleague=2 vague=1 queue=1"
        + " unique=2 technique=2 tongue=1 league=1 value=2 argue=2 rhythm=2 prism=2 recipe=3 fibre=2 centre=2 metre=2 rely=2 basically=3"
        + " automatically=5 earlier=3 easier=3 happiest=3 courier=3 cooperate=4 coordinate=4 museum=3 theatre=3 lion=2 giant=2 diet=2"
        + " poem=2 chaos=2 cruel=2 fluid=2 layout=2 loyal=2 brewery=3 strengths=1 scratched=1 through=1 though=1 eye=1 I=1 a=1 software=2"
        + " online=2 website=2 download=2 iPhone=2";
}
