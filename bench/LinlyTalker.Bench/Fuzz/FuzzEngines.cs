using System.Runtime.CompilerServices;
using LinlyTalker.Bench.Live;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Bench.Fuzz;

/// <summary>A machine of organs that weigh nothing, so that what fails is the server.</summary>
internal sealed class FuzzEngines : IEngines, ISentenceCutter
{
    private readonly SoakOrgans organs = new();

    public IVoice Voice => organs;

    public ISentenceCutter Cutter => this;

    public EngineWatch Watch { get; } = new();

    public ValueTask<IReadOnlyList<EngineDescription>> ListAsync(CancellationToken cancellation = default) => new(
    [
        new("ada", EngineKind.Companion, "Answers", ["en"], DateTimeOffset.UnixEpoch),
        new("loud", EngineKind.Recogniser, "Hears", ["en"], DateTimeOffset.UnixEpoch),
        new("word", EngineKind.Voice, "Speaks", ["en"], DateTimeOffset.UnixEpoch),
    ]);

    public ValueTask<Companion> CompanionAsync(string name, CancellationToken cancellation = default) => name is "" or "ada"
        ? new(new Companion("ada", new Persona { Name = "Ada" }, Organs(), DomainText.Empty))
        : throw new UnknownNameException("There is no such companion.");

    public ValueTask<IEars> EarsAsync(string recogniser, string language, CancellationToken cancellation = default) =>
        recogniser is "" or "loud" ? new(new FuzzEars()) : throw new UnknownNameException("There is no such recogniser.");

    /// <summary>Every piece is a sentence.</summary>
    public async IAsyncEnumerable<Sentence> CutAsync(
        IAsyncEnumerable<ReplyPiece> pieces, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var index = 0;
        await foreach (var piece in pieces.WithCancellation(cancellation))
        {
            yield return new Sentence { Index = index++, Text = piece.Text, Spoken = piece.Text, Language = piece.Language };
        }
    }

    private ConversationOrgans Organs() => new()
    {
        Ears = new FuzzEars(),
        Brains = [organs],
        Cutter = this,
        Voice = organs,
        Animator = organs,
    };

    /// <summary>Hears an utterance of half a second wherever something sounds.</summary>
    private sealed class FuzzEars : IEars
    {
        public async IAsyncEnumerable<Utterance> ListenAsync(
            IAsyncEnumerable<AudioChunk> audio, ListenOptions options, [EnumeratorCancellation] CancellationToken cancellation)
        {
            var begin = -1L;
            await foreach (var chunk in audio.WithCancellation(cancellation))
            {
                if (begin < 0 && chunk.Samples.Span.ContainsAnyExceptInRange(-0.01f, 0.01f))
                {
                    begin = chunk.Position;
                    yield return Heard("", false, chunk);
                }
                else if (begin >= 0 && chunk.Span.End - begin > chunk.SampleRate / 2)
                {
                    yield return Heard("what is this", true, chunk);
                    begin = -1;
                }
            }

            Utterance Heard(string text, bool isFinal, AudioChunk chunk) => new()
            {
                Text = text, StableText = text, Language = "en", IsFinal = isFinal, Span = new(begin, chunk.Span.End), SampleRate = chunk.SampleRate,
            };
        }
    }
}
