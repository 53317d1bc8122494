using System.CommandLine;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Organs;
using LinlyTalker.Language.Sentences;
using LinlyTalker.Media.Sound;

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
        var output = CommonOptions.Output("Where to write: .wav, .mp3, .m4a, .ogg, .opus or .flac. Default: speech.wav.");
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
        };
        var language = new Option<string>("--language", "-l")
        {
            Description = "The text's language, such as en, zh or fr. Other scripts are known by their letters.",
            HelpName = "TAG",
            DefaultValueFactory = _ => "en",
        };
        var command = new Command("say", "Speaks a text into a sound file.") { text, output, voice, rate, language };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(text) ?? [],
            parsed.GetValue(language)!,
            new SpeakOptions { Voice = parsed.GetValue(voice)!, Rate = parsed.GetValue(rate) },
            parsed.GetValue(output)?.FullName ?? Path.GetFullPath("speech.wav"),
            cancellation));
        return command.WithExamples(
            "linly say \"Hello, I am Linly.\"",
            "linly say story.txt --voice rms --rate 1.2 -o story.mp3",
            "linly say --language fr \"Bonjour tout le monde.\" -o bonjour.wav",
            "echo \"From a pipe.\" | linly say - -o pipe.wav");
    }

    private static async Task<int> RunAsync(
        string[] words, string language, SpeakOptions options, string path, CancellationToken cancellation)
    {
        await using var speech = new Speech();
        var sentences = new SentenceCutter().CutAsync(SpokenInput.ReadAsync(words, language, cancellation), cancellation);
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
