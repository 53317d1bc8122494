using System.Security.Cryptography;
using System.Text;
using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Bodies;
using LinlyTalker.Server.Errors;

namespace LinlyTalker.Server.OpenAi.Transcription;

internal enum TranscriptForm
{
    Json,
    VerboseJson,
    Text,
    Srt,
    Vtt,
}

/// <summary>A request to write down a recording, checked.</summary>
/// <param name="Language">Null where none was given.</param>
internal sealed record TranscriptionOrder(
    string Model, string? Language, DomainText Domain, TranscriptForm Form, bool Words, bool Segments, bool Stream)
{
    private const int LongestPrompt = 2000;

    /// <exception cref="ApiException">A field is wrong, or asks for what is not served here.</exception>
    public static TranscriptionOrder Of(UploadForm form)
    {
        var granularities = form.All("timestamp_granularities");
        if (granularities.Any(g => g is not ("word" or "segment")))
        {
            throw Invalid.Value("timestamp_granularities", "timestamp_granularities are to be word or segment.");
        }

        var output = FormOf(form.Text("response_format"));
        if (granularities.Count > 0 && output is not TranscriptForm.VerboseJson)
        {
            throw Invalid.Value("timestamp_granularities", "timestamp_granularities are told in verbose_json only; set response_format to that.");
        }

        return new(
            form.Text("model"),
            LanguageTag.Of(form.Text("language"), "language"),
            DomainOf(form.Text("prompt")),
            output,
            granularities.Contains("word"),
            granularities.Count == 0 || granularities.Contains("segment"),
            StreamOf(form.Text("stream"), output));
    }

    private static TranscriptForm FormOf(string format) => format switch
    {
        "" or "json" => TranscriptForm.Json,
        "verbose_json" => TranscriptForm.VerboseJson,
        "text" => TranscriptForm.Text,
        "srt" => TranscriptForm.Srt,
        "vtt" => TranscriptForm.Vtt,
        "diarized_json" => throw Invalid.Unsupported("response_format", "Speakers are not told apart; choose json, verbose_json, text, srt or vtt."),
        _ => throw Invalid.Value("response_format", "response_format is to be json, verbose_json, text, srt or vtt."),
    };

    private static bool StreamOf(string stream, TranscriptForm form) => stream.ToLowerInvariant() switch
    {
        "" or "false" or "0" => false,
        "true" or "1" when form is TranscriptForm.Json or TranscriptForm.Text => true,
        "true" or "1" => throw Invalid.Value("stream", "Only text streams; set response_format to json or text, or leave stream out."),
        _ => throw Invalid.Value("stream", "stream is to be true or false."),
    };

    /// <summary>Its sentences are likely to be said, and what stands between its commas are names and terms.</summary>
    private static DomainText DomainOf(string prompt)
    {
        if (string.IsNullOrWhiteSpace(prompt))
        {
            return DomainText.Empty;
        }

        if (prompt.Length > LongestPrompt)
        {
            throw Invalid.Value("prompt", $"prompt is to have at most {LongestPrompt} characters.");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prompt)));
        return new DomainText(hash, Cut(prompt, ".?!。？！\n"), Cut(prompt, ",;:.?!，；：、。？！\n"));
    }

    private static string[] Cut(string text, string marks) =>
        text.Split([.. marks], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
