using System.Text;

namespace LinlyTalker.Brain.Documents;

/// <summary>Bytes of a file become text: UTF-8, UTF-16 or UTF-32 by its mark, plain UTF-8, or GB 18030 (Chinese Excel).</summary>
internal static class DocumentText
{
    // Encodings that a spreadsheet or an editor in China writes; GB 18030 includes GBK and GB 2312.
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(true, true), new UTF32Encoding(false, true, true), new UTF32Encoding(true, true, true),
        new UnicodeEncoding(false, true, true), new UnicodeEncoding(true, true, true),
    ];

    /// <returns>The text, or null and the reason.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, out string reason)
    {
        reason = "";
        try
        {
            foreach (var encoding in Marked)
            {
                if (encoding.Preamble.Length > 0 && bytes.StartsWith(encoding.Preamble))
                {
                    return encoding.GetString(bytes[encoding.Preamble.Length..]);
                }
            }

            if (bytes.Contains((byte)0))
            {
                reason = "is not a text file; save it as Markdown or CSV in UTF-8";
                return null;
            }

            return new UTF8Encoding(false, true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return DecodeChinese(bytes, out reason);
        }
    }

    private static string? DecodeChinese(ReadOnlySpan<byte> bytes, out string reason)
    {
        reason = "is in an unknown encoding; save it as UTF-8";
        try
        {
            var text = Gb18030.GetString(bytes);
            var common = text.Count(c => c is >= '\u4e00' and <= '\u9fa5' or (>= '\u3000' and <= '\u303f') or (>= '\uff00' and <= '\uffef'));
            var foreign = text.Count(c => c > 127) - common;
            return foreign * 10 <= common && !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
