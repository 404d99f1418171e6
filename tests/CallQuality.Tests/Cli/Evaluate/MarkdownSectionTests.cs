using CallQuality.Cli.Evaluate;

namespace CallQuality.Tests.Cli.Evaluate;

public class MarkdownSectionTests
{
    private const string Section = "## Figures\n\nnew\n\n### More\n\nnew too\n";

    [TestCase("", "## Figures\n\nnew\n\n### More\n\nnew too\n")]
    [TestCase("# Page\n\nWords.\n", "# Page\n\nWords.\n\n## Figures\n\nnew\n\n### More\n\nnew too\n")]
    [TestCase("# Page\n\n## Figures\nold\n### More\nold\n", "# Page\n\n## Figures\n\nnew\n\n### More\n\nnew too\n")]
    [TestCase("# Page\n\n## Figures\n\nold\n\n## Figures of ours\n\nkept\n", "# Page\n\n## Figures\n\nnew\n\n### More\n\nnew too\n\n## Figures of ours\n\nkept\n")]
    public void Put_AnyPage_ReplacesThatSectionAlone(string page, string expected) => Assert.That(MarkdownSection.Put(page, Section), Is.EqualTo(expected));

    [Test]
    public void Put_Twice_ChangesNothingMore() => Assert.That(MarkdownSection.Put(MarkdownSection.Put("# Page\n", Section), Section), Is.EqualTo(MarkdownSection.Put("# Page\n", Section)));
}
