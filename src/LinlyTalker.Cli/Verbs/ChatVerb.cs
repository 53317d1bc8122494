using System.CommandLine;
using LinlyTalker.Cli.Chatting;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Cli.Listening;
using LinlyTalker.Cli.Serving;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears.Echo;
using LinlyTalker.Media.Capture;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly chat</c>.</summary>
internal static class ChatVerb
{
    /// <summary>After a recording: enough for a turn that is judged incomplete to end.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2.5);

    public static Command Create()
    {
        var devices = new Option<bool>("--devices") { Description = "List the microphones and loudspeakers and stop." };
        var device = new Option<string?>("--device") { Description = "Microphone, as --devices names it.", HelpName = "NAME" };
        var speaker = new Option<string?>("--speaker") { Description = "Loudspeaker, as --devices names it.", HelpName = "NAME" };
        var file = new Option<string?>("--file", "-f") { Description = "A recording, said at the speed of life, in place of a microphone.", HelpName = "FILE" };
        var output = CommonOptions.Output("Keep the sound in a .wav file, in place of a loudspeaker.");
        var typed = new Option<bool>("--typed") { Description = "No microphone: questions are typed, a line each." };
        var companion = new CompanionOptions();
        var command = new Command("chat", "Talk with it here: it listens, answers aloud with the words on the terminal, and stops when you speak. Lines that you type are questions too.")
        {
            devices, device, speaker, file, output, typed,
        };
        companion.AddTo(command);
        command.SetAction((parsed, cancellation) => parsed.GetValue(devices)
            ? ListAsync(cancellation)
            : RunAsync(
                companion.Read(parsed),
                new Request(parsed.GetValue(device), parsed.GetValue(speaker), parsed.GetValue(file), parsed.GetValue(output)?.FullName, parsed.GetValue(typed)),
                cancellation));
        return command.WithExamples(
            "linly chat",
            "linly chat --devices",
            "linly chat --knowledge ./my-documents --device pulse:alsa_input.usb-Jabra",
            "linly chat --typed",
            "linly chat --file question.wav --output reply.wav");
    }

    private static async Task<int> ListAsync(CancellationToken cancellation)
    {
        foreach (var (kind, found) in new[] { ("microphone", await Microphone.ListAsync(cancellation)), ("loudspeaker", await Loudspeaker.ListAsync(cancellation)) })
        {
            foreach (var device in found)
            {
                Terminal.Result($"{(device.IsDefault ? "*" : " ")} {kind}  {device.Address}  {device.Description}");
            }

            if (found.Count == 0)
            {
                Terminal.Note($"There is no {kind} on this machine that ffmpeg knows; there are --typed, --file and --output.");
            }
        }

        return ExitCode.Success;
    }

    private static async Task<int> RunAsync(Settings settings, Request request, CancellationToken cancellation)
    {
        var store = ModelStore.FromEnvironment();
        using var documents = KnowledgeComposition.Shelves(store);
        await using var engines = new ServerEngines(settings, store, documents, Terminal.Note);
        Terminal.Status("opening");
        var companion = await engines.CompanionAsync("", cancellation);
        await engines.PrepareAsync(cancellation);
        var playback = new Playback(ChatSound.SampleRate, moves: false);
        var played = new PlayedSound();
        var screen = new ChatScreen(playback, played, companion.Persona.Name, Terminal.Result, Terminal.Status);
        var conversation = new Conversation(
            companion.Organs with { Animator = null, Ears = EarsFor(request, companion.Organs.Ears, played) },
            new ConversationOptions
            {
                Persona = companion.Persona,
                Listen = new ListenOptions { Language = companion.Persona.Language, Domain = companion.Domain.And(await documents.DomainAsync(UserId.Local, cancellation)) },
                Speak = new SpeakOptions { Voice = settings.Voice.Length > 0 ? settings.Voice : companion.Persona.Voice },
                Context = new ReplyContext { Channel = "console" },
                Greet = request.File is null,
            },
            screen);
        playback.Played = (turn, position) =>
        {
            conversation.ReportPlayed(turn, position);
            screen.Sound(turn, position);
        };
        await using var loudspeaker = request.Output is null ? await Loudspeaker.OpenAsync(request.Speaker, ChatSound.SampleRate, cancellation) : null;
        var microphone = await MicrophoneAsync(request, cancellation);

        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var playing = loudspeaker is null
            ? ChatSound.KeepAsync(playback, request.Output!, together.Token)
            : ChatSound.PlayAsync(playback, loudspeaker, together.Token);
        var talking = TalkAsync(conversation, screen, microphone, together.Token);
        if (request.File is null)
        {
            Terminal.Note(microphone is null ? "Type a question; Ctrl-D ends." : "Speak, or type a question; Ctrl-C ends.");
            _ = Task.Run(() => ReadLines(conversation, endsWith: microphone is null), CancellationToken.None);
        }
        else
        {
            conversation.Complete();
        }

        var first = await Task.WhenAny(talking, playing);
        await together.CancelAsync();
        await Task.WhenAny(Task.WhenAll(talking, playing));
        await (cancellation.IsCancellationRequested ? Task.CompletedTask : first);
        return ExitCode.Success;
    }

    /// <summary>Runs to the end of what is asked, and until the last reply has sounded.</summary>
    private static async Task TalkAsync(
        Conversation conversation, ChatScreen screen, IAsyncEnumerable<AudioChunk>? microphone, CancellationToken cancellation)
    {
        await conversation.RunAsync(microphone, cancellation);
        while (!screen.IsQuiet)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(40), cancellation);
        }
    }

    private static async Task<IAsyncEnumerable<AudioChunk>?> MicrophoneAsync(Request request, CancellationToken cancellation)
    {
        if (request.File is { } recording)
        {
            return new LiveSound().PlayAsync(AudioFile.DecodeAsync(recording, LiveSound.SampleRate, cancellation: cancellation), Silence, cancellation);
        }

        if (request.Typed)
        {
            return null;
        }

        var device = await Microphone.FindAsync(request.Device, cancellation);
        return Microphone.RecordAsync(device, LiveSound.SampleRate, cancellation);
    }

    /// <summary>A loudspeaker beside the microphone is heard by it; the canceller takes it out.</summary>
    private static IEars? EarsFor(Request request, IEars? ears, PlayedSound played) =>
        ears is null || request.Typed || request.File is not null ? ears : new CancellingEars(ears, new EchoCanceller(), played);

    private static void ReadLines(Conversation conversation, bool endsWith)
    {
        while (System.Console.ReadLine() is { } line)
        {
            conversation.Ask(line);
        }

        if (endsWith)
        {
            conversation.Complete();
        }
    }

    private sealed record Request(string? Device, string? Speaker, string? File, string? Output, bool Typed);
}
