using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LinlyTalker.Cli.Answering;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Language.Sentences;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly say</c>.</summary>
internal static class SayVerb
{
    public static Command Create()
    {
        var text = new Argument<string[]>("TEXT")
        {
            Description = "What to say: words, the name of a text file, or - for standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = CommonOptions.Output("Where to write: .wav, .mp3, .m4a, .ogg, .opus, .flac, or .mp4 for a talking portrait. Default: speech.wav.");
        var voice = new Option<string>("--voice", "-v")
        {
            Description = "A voice that linly voices lists; default: the best of the language.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "",
        };
        var rate = new Option<float>("--rate", "-r")
        {
            Description = "Speed, 0.5 to 2; 1 is the voice's own.",
            HelpName = "FACTOR",
            DefaultValueFactory = _ => 1,
            CustomParser = Factor,
        };
        var language = new Option<string>("--language", "-l")
        {
            Description = "The text's language, such as en, zh or fr. Other scripts are known by their letters.",
            HelpName = "TAG",
            DefaultValueFactory = _ => "en",
        };
        var portrait = new Option<string>("--portrait", "-p")
        {
            Description = "For .mp4: a photo, or the name of a portrait.",
            HelpName = "PHOTO",
            DefaultValueFactory = _ => "",
        };
        var noLabel = new Option<bool>("--no-label") { Description = "For .mp4: leave out the visible mark \"AI-generated\"." };
        var command = new Command("say", "Speaks a text into a sound file, or films a portrait that says it.")
        {
            text, output, voice, rate, language, portrait, noLabel,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetValue(output)?.FullName ?? Path.GetFullPath("speech.wav");
            var speak = new SpeakOptions { Voice = parsed.GetValue(voice)!, Rate = parsed.GetValue(rate) };
            var pieces = SpokenInput.ReadAsync(parsed.GetValue(text) ?? [], parsed.GetValue(language)!, cancellation);
            return Films.IsName(path)
                ? FilmAsync(pieces, speak, parsed.GetValue(portrait)!, !parsed.GetValue(noLabel), path, cancellation)
                : RunAsync(pieces, speak, path, cancellation);
        });
        return command.WithExamples(
            "linly say \"Hello, I am Linly.\"",
            "linly say story.txt --voice rms --rate 1.2 -o story.mp3",
            "linly say \"Hello, I am Linly.\" --portrait me.jpg -o hello.mp4",
            "linly say --language fr \"Bonjour tout le monde.\" -o bonjour.wav",
            "echo \"From a pipe.\" | linly say - -o pipe.wav");
    }

    /// <summary>Without separators of thousands, by which 1,2 would be twelve.</summary>
    private static float Factor(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor))
        {
            result.AddError($"--rate is '{text}'; a number is needed.");
        }

        return factor;
    }

    private static async Task<int> FilmAsync(
        IAsyncEnumerable<ReplyPiece> pieces, SpeakOptions speak, string portrait, bool label, string path, CancellationToken cancellation)
    {
        var store = ModelStore.FromEnvironment();
        await using var speech = SpeechEngines.Of(SettingsReader.ReadHere(), store);
        var options = new ConversationOptions { Persona = new Persona { Name = "say" }, Speak = speak };
        var face = new PortraitCabinet(store, Terminal.Note).OpenFaceAsync(portrait, cancellation);
        var answer = await new Answerer(ReplyOrgans.Of(new Recital(pieces), speech.Voice), options, new RenderOptions { Label = label })
            .AnswerAsync("say", face, path, Films.Show, cancellation);
        foreach (var failure in answer.Without)
        {
            Terminal.Note($"Without  {failure}");
        }

        Terminal.Note($"{answer.VideoLength.TotalSeconds:0.0} s of film, marked as AI-generated, in {answer.Wall.TotalSeconds:0.0} s:");
        Terminal.Result(path);
        return ExitCode.Success;
    }

    private static async Task<int> RunAsync(
        IAsyncEnumerable<ReplyPiece> pieces, SpeakOptions options, string path, CancellationToken cancellation)
    {
        await using var speech = SpeechEngines.Of(SettingsReader.ReadHere(), ModelStore.FromEnvironment());
        var sentences = new SentenceCutter().CutAsync(pieces, cancellation);
        SoundWriter? writer = null;
        var spoken = TimeSpan.Zero;
        try
        {
            await foreach (var chunk in speech.Voice.SpeakAsync(sentences, options, cancellation))
            {
                writer ??= new SoundWriter(path, chunk.Audio.SampleRate);
                writer.Write(chunk.Audio.Samples.Span);
                spoken = chunk.Audio.Span.EndTime(chunk.Audio.SampleRate);
                Terminal.Status($"{spoken:h\\:mm\\:ss} spoken");
            }

            if (writer is null)
            {
                throw new InputException("There is nothing to say: the text holds no words.");
            }

            await writer.CompleteAsync(cancellation);
        }
        finally
        {
            if (writer is not null)
            {
                await writer.DisposeAsync();
            }
        }

        Terminal.Note($"{spoken.TotalSeconds:0.0} s of speech, marked as AI-generated, in:");
        Terminal.Result(path);
        return ExitCode.Success;
    }
}
