using System.CommandLine;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Cli.Listening;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears;
using LinlyTalker.Ears.Streaming;
using LinlyTalker.Media.Capture;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly listen</c>.</summary>
internal static class ListenVerb
{
    /// <summary>After a recording: enough for a turn that is judged incomplete to end.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2.5);

    public static Command Create()
    {
        var devices = new Option<bool>("--devices") { Description = "List the microphones and stop." };
        var device = new Option<string?>("--device") { Description = "Microphone, as --devices names it.", HelpName = "NAME" };
        var file = new Option<string?>("--file", "-f") { Description = "A recording, played at the speed of life, in place of a microphone.", HelpName = "FILE" };
        var model = new Option<string?>("--model", "-m") { Description = "Recogniser to hear with; without, the best that is here.", HelpName = "NAME" };
        var domain = new Option<string?>("--domain", "-d")
        {
            Description = "A text file, or a knowledge base (its folder, or its name), whose words are likely.",
            HelpName = "PATH",
        };
        var language = new Option<string>("--language", "-l") { Description = "The language that is spoken.", HelpName = "TAG", DefaultValueFactory = _ => "en" };
        var pause = new Option<bool>("--fixed-pause") { Description = "End turns by 0.7 s of silence, not by what was said." };
        var json = CommonOptions.Json();
        var command = new Command(
            "listen",
            "Listens to the microphone: words while they are said (those before the bar stay), where turns end and why, and how fast it was.")
        {
            devices, device, file, model, domain, language, pause, json,
        };
        command.SetAction((parsed, cancellation) => parsed.GetValue(devices)
            ? ListAsync(cancellation)
            : RunAsync(
                new Request(
                    parsed.GetValue(device), parsed.GetValue(file), parsed.GetValue(model), parsed.GetValue(domain),
                    parsed.GetValue(language)!, parsed.GetValue(pause), parsed.GetValue(json)),
                cancellation));
        return command.WithExamples(
            "linly listen",
            "linly listen --devices",
            "linly listen --device pulse:alsa_input.usb-Jabra --json",
            "linly listen --file question.wav --model whisper-tiny.en");
    }

    private static async Task<int> ListAsync(CancellationToken cancellation)
    {
        var found = await Microphone.ListAsync(cancellation);
        foreach (var device in found)
        {
            Terminal.Result($"{(device.IsDefault ? "*" : " ")} {device.Address}  {device.Description}");
        }

        if (found.Count == 0)
        {
            Terminal.Note("There is no microphone on this machine that ffmpeg can hear. A recording can be played instead: linly listen --file FILE");
        }

        return found.Count > 0 ? ExitCode.Success : ExitCode.CheckFailed;
    }

    private static async Task<int> RunAsync(Request request, CancellationToken cancellation)
    {
        var store = ModelStore.FromEnvironment();
        var sound = new LiveSound();
        var report = new ListenReport(sound, request.Json);
        var options = new EarsOptions
        {
            Decoders = 1,
            Fault = e => Terminal.Note($"Something went wrong, and listening goes on: {e.Message}"),
            Streaming = new StreamingOptions { Decided = report.Decide },
        };
        var words = request.Domain is null ? DomainText.Empty : await EarsComposition.DomainAsync(request.Domain, store, cancellation);
        var (ears, about) = RecogniserComposition.Compose(
            SettingsReader.ReadHere().Hearing(request.Model), store, request.Language, !request.FixedPause, options);
        try
        {
            var audio = request.File is { } recording
                ? sound.PlayAsync(AudioFile.DecodeAsync(recording, LiveSound.SampleRate, cancellation: cancellation), Silence, cancellation)
                : sound.PassAsync(Microphone.RecordAsync(await Microphone.FindAsync(request.Device, cancellation), LiveSound.SampleRate, cancellation), cancellation);
            report.Begin(about);
            var listen = new ListenOptions { Language = request.Language, Domain = words };
            await foreach (var utterance in ears.ListenAsync(audio, listen, cancellation))
            {
                report.Hear(utterance);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is how listening ends.
        }
        finally
        {
            if (ears is IAsyncDisposable owned)
            {
                await owned.DisposeAsync();
            }
        }

        report.Summarise();
        return report.Words > 0 ? ExitCode.Success : ExitCode.NothingHeard;
    }

    private sealed record Request(
        string? Device, string? File, string? Model, string? Domain, string Language, bool FixedPause, bool Json);
}
