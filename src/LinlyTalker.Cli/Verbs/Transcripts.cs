using System.Text.Json;
using System.Text.Json.Serialization;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Subtitles;

namespace LinlyTalker.Cli.Verbs;

/// <summary>How <c>linly hear</c> prints what it hears: lines of text or JSON as they come, subtitles at the file's end.</summary>
internal sealed class Transcripts(Transcripts.Form form, bool several)
{
    public enum Form
    {
        Text,
        Json,
        Srt,
        Vtt,
    }

    /// <exception cref="InputException">Several forms at once, or subtitles of several files in one stream.</exception>
    public static Transcripts Choose(bool json, bool srt, bool vtt, int files)
    {
        Form[] forms = [.. new[] { (json, Form.Json), (srt, Form.Srt), (vtt, Form.Vtt) }.Where(f => f.Item1).Select(f => f.Item2)];
        return forms.Length > 1 ? throw new InputException("Choose one of --json, --srt and --vtt.")
            : forms is [Form.Srt or Form.Vtt] && files > 1 ? throw new InputException("Subtitles belong to one file; run linly hear for each.")
            : new Transcripts(forms.FirstOrDefault(), files > 1);
    }

    public Transcript Begin(string file) => new(form, file, several);

    /// <summary>One file's.</summary>
    internal sealed class Transcript(Form form, string file, bool named) : IAsyncDisposable
    {
        private readonly List<Utterance> utterances = [];

        public void Write(Utterance utterance)
        {
            switch (form)
            {
                case Form.Json:
                    Terminal.Result(JsonSerializer.Serialize(HeardLine.Of(file, utterance), HeardJson.Default.HeardLine));
                    break;
                case Form.Text:
                    var start = utterance.Span.StartTime(utterance.SampleRate);
                    Terminal.Result($"{(named ? $"{file}  " : "")}{start:h\\:mm\\:ss\\.f}  {utterance.Text}");
                    break;
                default:
                    utterances.Add(utterance);
                    break;
            }
        }

        public ValueTask DisposeAsync()
        {
            if (utterances.Count > 0)
            {
                var subtitles = SubtitleCutter.Cut(utterances);
                using var text = new StringWriter();
                if (form == Form.Srt)
                {
                    SubtitleWriter.WriteSrt(subtitles, text);
                }
                else
                {
                    SubtitleWriter.WriteVtt(subtitles, text);
                }

                Terminal.Result(text.ToString().TrimEnd('\n') + "\n");
            }

            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>One utterance for machines; times in seconds.</summary>
internal sealed record HeardLine(string File, double Start, double End, string Text, float Confidence, IReadOnlyList<HeardWord> Words)
{
    public static HeardLine Of(string file, Utterance utterance)
    {
        return new HeardLine(file, Seconds(utterance.Span.Start), Seconds(utterance.Span.End), utterance.Text, Short(utterance.Confidence),
            [.. utterance.Words.Select(w => new HeardWord(w.Text, Seconds(w.Span.Start), Seconds(w.Span.End), Short(w.Confidence)))]);

        double Seconds(long samples) => Math.Round((double)samples / utterance.SampleRate, 3);
    }

    private static float Short(float confidence) => MathF.Round(confidence, 3);
}

internal sealed record HeardWord(string Text, double Start, double End, float Confidence);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HeardLine))]
internal sealed partial class HeardJson : JsonSerializerContext;
