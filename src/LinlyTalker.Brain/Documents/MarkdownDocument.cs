using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace LinlyTalker.Brain.Documents;

/// <summary>A Markdown file cut at its headings: every section that has text of its own is a passage.</summary>
internal static class MarkdownDocument
{
    private const int LongSection = 900; // characters; a longer one is cut at its paragraphs
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    public static DocumentContent Read(string file, string text)
    {
        var passages = new List<Passage>();
        var problems = new List<KnowledgeProblem>();
        var headings = new List<(int Level, string Text, int Line)>();
        var blocks = new List<string>();
        foreach (var block in Markdown.Parse(text, Pipeline))
        {
            switch (block)
            {
                case HeadingBlock heading:
                    Close(heading.Level);
                    headings.RemoveAll(h => h.Level >= heading.Level);
                    headings.Add((heading.Level, HeadingText(text, heading), heading.Line + 1));
                    break;
                case YamlFrontMatterBlock or HtmlBlock or LinkReferenceDefinitionGroup or ThematicBreakBlock:
                    break;
                default:
                    blocks.Add(text.Substring(block.Span.Start, block.Span.Length).TrimEnd());
                    break;
            }
        }

        Close(0);
        return new DocumentContent(passages, problems);

        void Close(int nextLevel)
        {
            var (level, heading, line) = headings.Count > 0 ? headings[^1] : (0, Path.GetFileNameWithoutExtension(file), 1);
            if (blocks.Count == 0 && level > 0 && nextLevel <= level)
            {
                problems.Add(new KnowledgeProblem(file, line, $"the section \"{heading}\" is empty"));
            }

            var context = string.Join(" › ", headings.SkipLast(1).Select(h => h.Text));
            foreach (var part in Parts(blocks))
            {
                passages.Add(new Passage
                {
                    File = file, Line = line, Heading = heading, Context = context, Questions = [heading], Answer = part,
                });
            }

            blocks.Clear();
        }
    }

    private static List<string> Parts(List<string> blocks) =>
        blocks.Sum(b => b.Length) <= LongSection ? blocks.Count == 0 ? [] : [string.Join("\n\n", blocks)] : blocks;

    private static string HeadingText(string text, HeadingBlock heading)
    {
        var raw = text.Substring(heading.Span.Start, heading.Span.Length);
        var line = raw.AsSpan().TrimStart('#');
        var end = line.IndexOfAny('\r', '\n'); // a heading underlined with === or ---
        return PlainText.Of((end < 0 ? line : line[..end]).TrimEnd('#').Trim().ToString());
    }
}
