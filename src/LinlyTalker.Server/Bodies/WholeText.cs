using System.Buffers.Text;

namespace LinlyTalker.Server.Bodies;

/// <summary>
/// Finds halves of surrogate pairs among JSON's escapes (<c>\ud800</c> alone): grammar allows them, yet they are no text,
/// and reading one throws. A client that cuts a text in the middle of an emoji sends such.
/// </summary>
internal static class WholeText
{
    private const int EscapeLength = 6; // of \u0000

    /// <param name="json">Valid JSON, where a backslash begins an escape and nothing else.</param>
    /// <returns>The same where it is whole; otherwise a copy with U+FFFD for each half, and the byte of the first.</returns>
    public static (ReadOnlyMemory<byte> Whole, int? FirstHalf) Of(ReadOnlyMemory<byte> json)
    {
        byte[]? whole = null;
        int? first = null;
        for (var at = Next(json.Span, 0); at >= 0; at = Next(json.Span, at))
        {
            var unit = Unit(json.Span, at);
            if (unit is { } high && char.IsHighSurrogate(high) && Unit(json.Span, at + EscapeLength) is { } low && char.IsLowSurrogate(low))
            {
                at += 2 * EscapeLength;
                continue;
            }

            if (unit is { } half && char.IsSurrogate(half))
            {
                first ??= at;
                "\\ufffd"u8.CopyTo((whole ??= json.ToArray()).AsSpan(at));
            }

            at += unit is null ? 2 : EscapeLength;
        }

        return (whole ?? json, first);
    }

    private static int Next(ReadOnlySpan<byte> json, int from)
    {
        var next = from >= json.Length ? -1 : json[from..].IndexOf((byte)'\\');
        return next < 0 ? -1 : from + next;
    }

    /// <returns>Null when no <c>\u</c> stands there.</returns>
    private static char? Unit(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length
        && json[at] == '\\'
        && json[at + 1] == 'u'
        && Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort unit, out var read, 'x')
        && read == 4
            ? (char)unit
            : null;
}
