using System.Text;
using LinlyTalker.Ears.Whisper.Tokens;

namespace LinlyTalker.Tests.Ears.Whisper.Tokens;

/// <summary>Every byte, by its own number, and a few joined tokens in the order in which they were learnt.</summary>
internal static class SmallVocabulary
{
    public static readonly string[] Joined = [" t", "he", " the", "in", "er", " w", "or", "ld", " world", "ell", "hell", "hello"];

    public static byte[] File() => Encoding.ASCII.GetBytes(string.Join('\n', Tokens().Select((bytes, id) => $"{Convert.ToBase64String(bytes)} {id}")));

    public static Vocabulary Make() => Vocabulary.Parse(File(), "tokens.txt");

    private static IEnumerable<byte[]> Tokens() =>
        [.. Enumerable.Range(0, 256).Select(b => new[] { (byte)b }), .. Joined.Select(Encoding.UTF8.GetBytes)];
}
