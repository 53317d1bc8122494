using System.Text;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears.Alignment;
using LinlyTalker.Media.Sound;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly hear --text</c>: what is said is known, and only when is sought.</summary>
internal static class KnownScript
{
    private const int SampleRate = 16000;
    private const int LargestScript = 4 << 20;

    /// <param name="given">The name of a text file, or the text itself.</param>
    /// <exception cref="InputException">It is no text, or has no words.</exception>
    public static string Read(string given)
    {
        if (!File.Exists(given))
        {
            return !given.Contains(' ', StringComparison.Ordinal) && Path.HasExtension(given)
                ? throw new InputException($"There is no file {given}; give the script's file, or its words in quotes.")
                : given;
        }

        using var file = GivenFile.OpenRead(given);
        if (file.Length > LargestScript)
        {
            throw new InputException($"{given} is larger than {LargestScript >> 20} MB, which is more than is said in a recording.");
        }

        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException fault)
        {
            throw new InputException($"{given} is no text in UTF-8.", fault);
        }
    }

    /// <returns>How many words were found; 0 where the recording does not hold the script.</returns>
    public static async Task<int> FindAsync(
        IAligner aligner, string file, string script, string language, Transcripts output, CancellationToken cancellation)
    {
        if (!aligner.Aligns(language))
        {
            throw new InputException($"A known text is found in English recordings only, and '{language}' was asked for.");
        }

        Terminal.Status($"{file}: reading");
        var sound = await AudioFile.ReadAsync(file, SampleRate, cancellation);
        Terminal.Status($"{file}: looking for the words");
        if (await aligner.AlignAsync(sound, script, language, cancellation) is not { } times)
        {
            Terminal.Note($"{file} does not hold this text, or not to its end; without --text linly hear writes down what it does hold.");
            return 0;
        }

        await using var transcript = output.Begin(file);
        foreach (var utterance in ScriptUtterances.Of(script, times, SampleRate, language))
        {
            transcript.Write(utterance);
        }

        return times.Words.Count;
    }
}
