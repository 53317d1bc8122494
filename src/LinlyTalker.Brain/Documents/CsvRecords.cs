using System.Text;

namespace LinlyTalker.Brain.Documents;

/// <summary>A record of a CSV file.</summary>
/// <param name="Line">Where it begins, 1 for the first line.</param>
/// <param name="Fields">Trimmed.</param>
/// <param name="Fault">What is wrong with it, or null.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields, string? Fault);

/// <summary>
/// Reads CSV as RFC 4180 has it and as spreadsheets write it: fields in quotes may hold separators, line ends and doubled
/// quotes. A stray quote is kept as text and reported; blank lines are passed over.
/// </summary>
internal static class CsvRecords
{
    public static IEnumerable<CsvRecord> Read(string text)
    {
        var separator = Separator(text);
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var (first, fields, fault) = (line, new List<string>(), (string?)null);
            var ended = false;
            while (!ended)
            {
                var field = new StringBuilder();
                ended = ReadField(text, separator, ref at, ref line, field, ref fault);
                fields.Add(field.ToString().Trim());
            }

            if (fields.Any(f => f.Length > 0))
            {
                yield return new CsvRecord(first, fields, fault);
            }
        }
    }

    /// <returns>The record ends with this field.</returns>
    private static bool ReadField(string text, char separator, ref int at, ref int line, StringBuilder field, ref string? fault)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        var quoted = at < text.Length && text[at] == '"';
        at += quoted ? 1 : 0;
        while (at < text.Length)
        {
            var character = text[at++];
            if (character == '"' && quoted && at < text.Length && text[at] == '"')
            {
                field.Append('"');
                at++;
            }
            else if (character == '"' && quoted)
            {
                quoted = false;
            }
            else if (character == separator && !quoted)
            {
                return false;
            }
            else if (character is '\n' or '\r')
            {
                at += character == '\r' && at < text.Length && text[at] == '\n' ? 1 : 0;
                line++;
                if (!quoted)
                {
                    return true;
                }

                field.Append('\n');
            }
            else
            {
                fault ??= character == '"' ? "has a quotation mark in the wrong place; double it inside quotes" : null;
                field.Append(character);
            }
        }

        fault ??= quoted ? "opens a quotation mark that nothing closes" : null;
        return true;
    }

    /// <summary>The commonest of comma, semicolon and tab in the first line.</summary>
    private static char Separator(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = text[..(end < 0 ? text.Length : end)];
        return new[] { ',', ';', '\t' }.MaxBy(s => first.Count(c => c == s));
    }
}
