using System.CommandLine;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears;
using LinlyTalker.Media;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly hear</c>.</summary>
internal static class HearVerb
{
    private const int SampleRate = 16000;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Sound or video, anything that ffmpeg reads.", Arity = ArgumentArity.OneOrMore };
        var json = CommonOptions.Json();
        var srt = new Option<bool>("--srt") { Description = "Print subtitles in SubRip's form." };
        var vtt = new Option<bool>("--vtt") { Description = "Print subtitles in WebVTT's form." };
        var domain = new Option<string?>("--domain", "-d")
        {
            Description = "A text file, or a knowledge base (its folder, or its name), whose words are likely.",
            HelpName = "PATH",
        };
        var language = new Option<string>("--language", "-l")
        {
            Description = "The language that is spoken.",
            HelpName = "TAG",
            DefaultValueFactory = _ => "en",
        };
        var model = new Option<string?>("--model", "-m")
        {
            Description = "The recogniser: a model that linly models lists, or pocketsphinx; default: the best that is here.",
            HelpName = "NAME",
        };
        var text = new Option<string?>("--text", "-t")
        {
            Description = "What is said, as a text file or in quotes: then only the times of its words are sought.",
            HelpName = "KNOWN",
        };
        var command = new Command("hear", $"Writes down what is said in recordings. Exit code {ExitCode.NothingHeard}: nothing was said.")
        {
            files, json, srt, vtt, domain, language, model, text,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(files),
            Transcripts.Choose(parsed.GetValue(json), parsed.GetValue(srt), parsed.GetValue(vtt), parsed.GetRequiredValue(files).Length),
            parsed.GetValue(domain),
            parsed.GetValue(language)!,
            parsed.GetValue(model),
            parsed.GetValue(text),
            cancellation));
        return command.WithExamples(
            "linly hear question.wav",
            "linly hear lecture.mp4 --srt > lecture.srt",
            "linly hear call.mp3 --domain shop/en --json",
            "linly hear question.wav --model whisper-base.en",
            "linly hear speech.wav --text script.txt --srt > speech.srt",
            "linly hear monday.m4a tuesday.m4a");
    }

    private static async Task<int> RunAsync(
        string[] files, Transcripts output, string? domain, string language, string? model, string? text, CancellationToken cancellation)
    {
        var store = ModelStore.FromEnvironment();
        if (text is not null)
        {
            return await FindAsync(files, output, language, KnownScript.Read(text), store, cancellation);
        }

        var words = domain is null ? DomainText.Empty : await EarsComposition.DomainAsync(domain, store, cancellation);
        var listen = new ListenOptions { Language = language, Domain = words };
        var options = new EarsOptions { Decoders = 1, Fault = e => Terminal.Note($"A turn was lost: {e.Message}") };
        var (ears, _) = RecogniserComposition.Compose(SettingsReader.ReadHere().Hearing(model), store, language, byMeaning: false, options);
        await using var owned = (IAsyncDisposable)ears;
        var said = 0;
        foreach (var file in files)
        {
            said += await HearAsync(ears, file, listen, output, cancellation);
        }

        return said > 0 ? ExitCode.Success : ExitCode.NothingHeard;
    }

    private static async Task<int> FindAsync(
        string[] files, Transcripts output, string language, string script, ModelStore store, CancellationToken cancellation)
    {
        if (files.Length > 1)
        {
            throw new InputException("A known text belongs to one file; run linly hear for each.");
        }

        await using var aligner = EarsComposition.Aligner(store);
        return await KnownScript.FindAsync(aligner, files[0], script, language, output, cancellation) > 0 ? ExitCode.Success : ExitCode.NothingHeard;
    }

    /// <returns>How many words were heard.</returns>
    private static async Task<int> HearAsync(
        IEars ears, string file, ListenOptions listen, Transcripts output, CancellationToken cancellation)
    {
        var said = 0;
        var progress = new Progress();
        await using var transcript = output.Begin(file);
        await foreach (var utterance in ears
            .ListenAsync(AudioFile.DecodeAsync(file, SampleRate, progress, cancellation), listen, cancellation))
        {
            if (!utterance.IsFinal)
            {
                progress.Show(utterance.Text);
            }
            else if (utterance.Text.Length > 0)
            {
                said += utterance.Words.Count;
                transcript.Write(utterance);
            }
        }

        if (said == 0)
        {
            Terminal.Note(progress.Done == TimeSpan.Zero
                ? $"{file}: no sound."
                : $"{file}: nothing was said in {progress.Done:h\\:mm\\:ss}, or nothing that could be understood.");
        }

        return said;
    }

    private sealed class Progress : IProgress<MediaProgress>
    {
        private MediaProgress at;
        private string partial = "";

        public TimeSpan Done => at.Done;

        public void Report(MediaProgress value)
        {
            at = value;
            Show(partial);
        }

        public void Show(string text)
        {
            partial = text;
            var total = at.Total is { } whole ? $" of {whole:h\\:mm\\:ss}" : "";
            Terminal.Status($"{at.Done:h\\:mm\\:ss}{total}  {text}");
        }
    }
}
