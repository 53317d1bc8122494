using System.Text.RegularExpressions;
using LinlyTalker.Brain.Documents;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Brain.Shelves;

/// <summary>Reads what a user gave, in bounded memory and time, or refuses it in a sentence.</summary>
internal sealed class DocumentReading(ShelfOptions options)
{
    private const int MostFindings = 20;
    private const int LongestQuestion = 2000; // characters

    /// <exception cref="InputException">It is empty or too long.</exception>
    public async Task<byte[]> BytesAsync(Stream document, CancellationToken cancellation)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[32 * 1024];
        while (await document.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var got)
        {
            if (bytes.Length + got > options.DocumentBytes)
            {
                throw new InputException($"The document is longer than {options.DocumentBytes >> 10} KB; cut it into several.");
            }

            bytes.Write(buffer, 0, got);
        }

        return bytes.Length > 0 ? bytes.ToArray() : throw new InputException("The document is empty.");
    }

    /// <returns>How many passages it has, and what will not serve well.</returns>
    /// <exception cref="InputException">It is no text, or nothing in it can be an answer.</exception>
    public (int Passages, IReadOnlyList<string> Findings) Check(string name, byte[] bytes)
    {
        try
        {
            var (passages, problems) = new KnowledgeFile(name, "").Read(bytes);
            if (passages.Count == 0)
            {
                throw new InputException(problems.Count > 0
                    ? $"The document cannot be used: {problems[0]}."
                    : "Nothing in the document can be an answer: it needs text, best in sections with headings.");
            }

            return passages.Count > options.Passages
                ? throw new InputException($"The document has {passages.Count} sections and at most {options.Passages} are taken; cut it into several.")
                : passages.FirstOrDefault(IsTooLong) is { } monster
                ? throw new InputException($"What begins in line {monster.Line} is longer than {options.PassageLength} characters, too long for an answer; cut it with headings or empty lines.")
                : (passages.Count, [.. problems.Concat(KnowledgeReview.Of(passages)).Take(MostFindings).Select(p => p.ToString())]);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new InputException("The document is built so that reading it takes too long; plain Markdown is read.", e);
        }
    }

    private bool IsTooLong(Passage passage) =>
        passage.Answer.Length > options.PassageLength || passage.Context.Length + passage.Questions.Sum(q => q.Length) > LongestQuestion;
}
