using CallQuality.Core.Calls;
using CallQuality.Tests.Dialogue;

namespace CallQuality.Tests.Calls;

public class AgentSideTests
{
    private static readonly CallMetadata Nothing = new();

    [Test]
    public void Decide_Option_GoesBeforeMetadataAndWords()
    {
        var sides = Decide(Greeting(agent: 0), option: 1, new CallMetadata { AgentChannel = 0 });

        Assert.That(sides.AgentChannel, Is.EqualTo(1));
        Assert.That(sides.CustomerChannel, Is.EqualTo(0));
        Assert.That(sides.Certainty, Is.EqualTo(1));
        Assert.That(sides.DecidedBy.German, Does.Contain("beim Aufruf angegeben"));
    }

    [Test]
    public void Decide_Metadata_GoBeforeWords()
    {
        var sides = Decide(Greeting(agent: 0), option: null, new CallMetadata { AgentChannel = 1 });

        Assert.That(sides.AgentChannel, Is.EqualTo(1));
        Assert.That(sides.DecidedBy.English, Does.Contain("metadata"));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Decide_WhoGreets_IsTheAgentAndIsQuoted(int agent)
    {
        var sides = Decide(Greeting(agent));

        Assert.That(sides.AgentChannel, Is.EqualTo(agent));
        Assert.That(sides.Separation, Is.EqualTo(Separation.Stereo));
        Assert.That(sides.Certainty, Is.GreaterThan(0.95));
        Assert.That(sides.DecidedBy.English, Does.Contain("“was kann ich für Sie tun?”"));
    }

    [TestCase("en", "Thanks for calling Northline, this is Ann.", "Hi, I'm calling about my order, it doesn't work.")]
    [TestCase("de", "Musterbau Kundendienst, guten Tag.", "Guten Tag, mein Name ist Kurz, ich habe ein Problem, meine Heizung geht nicht mehr.")]
    public void Decide_CallerSpeaksFirst_IsFoundAllTheSame(string language, string agent, string caller)
    {
        var talk = new MadeTalk { LanguageCode = language }.Say(0, 0, 1.2, "Hallo?").Say(1, 1.5, 5, agent).Say(0, 5.3, 10, caller);

        Assert.That(Decide(talk).AgentChannel, Is.EqualTo(1));
    }

    [Test]
    public void Decide_OnlyLaterWordsTell_AgentsPhrasesAndCallersRequestCount()
    {
        var talk = new MadeTalk()
            .Say(1, 0, 2, "Ja bitte?")
            .Say(0, 2.2, 6, "Tag, ich rufe an wegen der Rechnung, ich habe eine Frage.")
            .Say(1, 6.2, 12, "Wie lautet Ihre Kundennummer? Einen Moment bitte, ich schaue nach.");

        var sides = Decide(talk);
        Assert.That(sides.AgentChannel, Is.EqualTo(1));
        Assert.That(sides.Certainty, Is.GreaterThan(0.9));
    }

    [Test]
    public void Decide_NoHintAtAll_TakesTheFirstSpeakerAndSaysHowLittleThatIs()
    {
        var sides = Decide(new MadeTalk().Say(1, 0, 3, "Das Wetter war gestern schön.").Say(0, 3.2, 6, "Morgen soll es regnen."));

        Assert.That(sides.AgentChannel, Is.EqualTo(1));
        Assert.That(sides.Certainty, Is.LessThan(0.8));
        Assert.That(sides.DecidedBy.German, Does.Contain("spricht zuerst").And.Contain("bitte prüfen"));
    }

    [Test]
    public void Decide_SidesSwapped_SwapTheAnswer()
    {
        foreach (var agent in new[] { 0, 1 })
        {
            Assert.That(Decide(Greeting(agent)).Certainty, Is.EqualTo(Decide(Greeting(1 - agent)).Certainty));
        }
    }

    [Test]
    public void Decide_OneChannel_IsSharedByBoth()
    {
        var talk = Greeting(agent: 0);
        var sides = AgentSide.Decide(null, Nothing, talk.Transcript, [talk.Speech[0]], null);

        Assert.That(sides.AgentChannelIsShared, Is.True);
        Assert.That(sides.Separation, Is.EqualTo(Separation.Single));
        Assert.That(sides.CustomerChannel, Is.Null);
    }

    [TestCase(0.99, true)]
    [TestCase(0.95, true)]
    [TestCase(0.6, false)]
    [TestCase(0.001, false)]
    public void Decide_SameSignalTwice_IsShared(double correlation, bool expected)
    {
        var talk = Greeting(agent: 0);
        var sides = AgentSide.Decide(0, Nothing, talk.Transcript, talk.Speech, correlation);

        Assert.That(sides.AgentChannelIsShared, Is.EqualTo(expected));
        Assert.That(sides.Separation, Is.EqualTo(expected ? Separation.Single : Separation.Stereo));
    }

    [Test]
    public void Decide_OnlyTheGivenSideSpeaks_IsTheAgentAlone()
    {
        var sides = Decide(new MadeTalk().Agent(0, 20, "Guten Tag, hier spricht die Ansage"), option: 0);

        Assert.That(sides.Separation, Is.EqualTo(Separation.Single));
        Assert.That(sides.AgentChannelIsShared, Is.False);
        Assert.That(sides.CustomerChannel, Is.Null);
    }

    [Test]
    public void Decide_OnlyOneChannelSpeaksAndNobodySaysWho_IsNobodys()
    {
        var sides = Decide(new MadeTalk().Customer(0, 20, "Morgen soll es regnen und übermorgen auch."));

        Assert.That(sides.AgentChannelIsShared, Is.True);
        Assert.That(sides.DecidedBy.English, Does.Contain("no telling whose"));
    }

    [Test]
    public void Decide_OnlyOneChannelSpeaksAndGreets_IsTheAgents()
    {
        var sides = Decide(new MadeTalk().Customer(0, 8, "Musterbau, mein Name ist Anna Beispiel, was kann ich für Sie tun?"));

        Assert.That(sides.AgentChannel, Is.EqualTo(1));
        Assert.That(sides.AgentChannelIsShared, Is.False);
    }

    private static MadeTalk Greeting(int agent) => new MadeTalk()
        .Say(agent, 0, 4, "Firma Musterbau, mein Name ist Anna Beispiel, was kann ich für Sie tun?")
        .Say(1 - agent, 4.3, 9, "Guten Tag, ich habe ein Problem mit meiner Heizung.");

    private static CallSides Decide(MadeTalk talk, int? option = null, CallMetadata? metadata = null) =>
        AgentSide.Decide(option, metadata ?? Nothing, talk.Transcript, talk.Speech, 0.001);
}
