using System.Text.RegularExpressions;

namespace LinlyTalker.Brain.Documents;

/// <summary>
/// A Markdown file cut at its headings (CommonMark 0.31 §4.2, §4.3): every section that has text of its own is a passage.
/// Front matter and comments are passed over. Reads line by line, so that no nesting costs more than its length.
/// </summary>
internal static partial class MarkdownDocument
{
    private const int LongSection = 900; // characters; a longer one is cut at its paragraphs
    private const int TimeLimit = 2000; // milliseconds

    public static DocumentContent Read(string file, string text)
    {
        var sections = new SectionList(file);
        var lines = Comment().Replace(text, c => new string('\n', c.Value.Count(x => x == '\n'))).Split('\n');
        var fence = "";
        for (var i = FrontMatter(lines); i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r', ' ', '\t');
            var mark = Fence().Match(line).Groups["mark"].Value;
            if (fence.Length > 0 || mark.Length > 0)
            {
                fence = fence.Length == 0 ? mark : mark.StartsWith(fence, StringComparison.Ordinal) ? "" : fence;
                sections.Add(line);
            }
            else if (Heading().Match(line) is { Success: true } heading)
            {
                sections.Open(heading.Groups["level"].Length, heading.Groups["text"].Value, i + 1);
            }
            else if (i + 1 < lines.Length && line.Trim().Length > 0 && Underline().Match(lines[i + 1]) is { Success: true } underline
                && (i == 0 || lines[i - 1].Trim().Length == 0))
            {
                sections.Open(underline.Value.Contains('=', StringComparison.Ordinal) ? 1 : 2, line, i + 1);
                i++;
            }
            else if (!Rule().IsMatch(line))
            {
                sections.Add(line);
            }
        }

        return sections.Finish();
    }

    /// <summary>The first line after <c>--- … ---</c> at the beginning.</summary>
    private static int FrontMatter(string[] lines)
    {
        var end = lines[0].Trim() == "---" ? Array.FindIndex(lines, 1, l => l.Trim() is "---" or "...") : -1;
        return end + 1;
    }

    [GeneratedRegex(@"^ {0,3}(?<level>#{1,6})(?:[ \t]+(?<text>.*?))?(?:[ \t]+#+)?$", RegexOptions.None, TimeLimit)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ {0,3}(=+|-{2,})[ \t\r]*$", RegexOptions.None, TimeLimit)]
    private static partial Regex Underline();

    [GeneratedRegex(@"^ {0,3}(?<mark>`{3,}|~{3,})", RegexOptions.None, TimeLimit)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ {0,3}([-*_][ \t]*){3,}$", RegexOptions.None, TimeLimit)]
    private static partial Regex Rule();

    [GeneratedRegex(@"<!--.*?-->", RegexOptions.Singleline, TimeLimit)]
    private static partial Regex Comment();

    /// <summary>The sections as they come; a heading closes the one before it.</summary>
    private sealed class SectionList(string file)
    {
        private readonly List<Passage> passages = [];
        private readonly List<KnowledgeProblem> problems = [];
        private readonly List<(int Level, string Text, int Line)> headings = [];
        private readonly List<string> lines = [];

        public void Add(string line) => lines.Add(line);

        public void Open(int level, string text, int line)
        {
            Close(level);
            headings.RemoveAll(h => h.Level >= level);
            headings.Add((level, PlainText.Of(text), line));
        }

        public DocumentContent Finish()
        {
            Close(0);
            return new DocumentContent(passages, problems);
        }

        private void Close(int nextLevel)
        {
            var (level, heading, line) = headings.Count > 0 ? headings[^1] : (0, Path.GetFileNameWithoutExtension(file), 1);
            var text = string.Join('\n', lines).Trim('\n');
            lines.Clear();
            if (text.Trim().Length == 0)
            {
                if (level > 0 && nextLevel <= level)
                {
                    problems.Add(new KnowledgeProblem(file, line, $"the section \"{heading}\" is empty"));
                }

                return;
            }

            var context = string.Join(" › ", headings.SkipLast(1).Select(h => h.Text));
            passages.AddRange(Parts(text).Select(part => new Passage
            {
                File = file, Line = line, Heading = heading, Context = context, Questions = [heading], Answer = part,
            }));
        }

        private static string[] Parts(string text) => text.Length <= LongSection ? [text]
            : text.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
