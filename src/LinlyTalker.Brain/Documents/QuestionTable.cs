namespace LinlyTalker.Brain.Documents;

/// <summary>
/// A CSV file with the columns <c>question</c> and <c>answer</c> (or 问题 and 答案), others being passed over. In a question,
/// <c>|</c> separates several ways to ask.
/// </summary>
internal static class QuestionTable
{
    private static readonly string[] QuestionNames = ["question", "questions", "q", "问题", "问"];
    private static readonly string[] AnswerNames = ["answer", "answers", "a", "答案", "回答", "答"];

    public static DocumentContent Read(string file, string text)
    {
        var passages = new List<Passage>();
        var problems = new List<KnowledgeProblem>();
        var (question, answer) = (-1, -1);
        foreach (var record in CsvRecords.Read(text))
        {
            if (question < 0)
            {
                (question, answer) = (Column(record, QuestionNames), Column(record, AnswerNames));
                if (question < 0 || answer < 0)
                {
                    var has = string.Join(", ", record.Fields.Take(8).Select(Short));
                    return new DocumentContent([], [new KnowledgeProblem(
                        file, record.Line, $"needs the columns question and answer in its first line; it has {has}")]);
                }

                continue;
            }

            var asked = Field(record, question).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var answered = Field(record, answer);
            var fault = record.Fault ?? (asked.Length == 0 ? "has no question" : answered.Length == 0 ? "has no answer" : null);
            if (fault is not null)
            {
                problems.Add(new KnowledgeProblem(file, record.Line, fault));
            }

            if (asked.Length > 0 && answered.Length > 0)
            {
                passages.Add(new Passage { File = file, Line = record.Line, Heading = asked[0], Questions = asked, Answer = answered });
            }
        }

        return new DocumentContent(passages, problems);
    }

    private static string Field(CsvRecord record, int column) => column < record.Fields.Count ? record.Fields[column] : "";

    private static int Column(CsvRecord header, string[] names)
    {
        for (var i = 0; i < header.Fields.Count; i++)
        {
            if (names.Contains(header.Fields[i].ToLowerInvariant()))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Short(string text) => text.Length > 20 ? text[..20] + "…" : text;
}
