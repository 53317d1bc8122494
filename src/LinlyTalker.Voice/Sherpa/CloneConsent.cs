using System.Security.Cryptography;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;

namespace LinlyTalker.Voice.Sherpa;

/// <summary>
/// Somebody's written word that a voice may be cloned: nothing clones without it. What it says is for people to
/// judge; that it was given, and which words, is kept by its hash.
/// </summary>
public sealed record CloneConsent
{
    private const int Longest = 1 << 20;

    private CloneConsent(string file, string sha256) => (File, Sha256) = (file, sha256);

    /// <summary>Absolute path.</summary>
    public string File { get; }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <param name="file">A document that names the speaker and says that the voice may be cloned.</param>
    /// <exception cref="InputException">It is missing, empty, blank, or no document.</exception>
    public static CloneConsent Read(string file)
    {
        using var stream = GivenFile.OpenRead(file);
        var bytes = new byte[Longest + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > Longest)
        {
            throw new InputException($"{file} is too long for a consent; give the document in which the speaker agrees to the clone.");
        }

        var said = bytes.AsSpan(0, length);
        return said.ContainsAnyExcept(" \t\r\n\0"u8)
            ? new CloneConsent(Path.GetFullPath(file), Convert.ToHexStringLower(SHA256.HashData(said)))
            : throw new InputException($"{file} says nothing; a voice is cloned only with the speaker's written consent in it.");
    }
}
