using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Language.Chinese.Speech;
using LinlyTalker.Language.Normalisation;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Syllables;

/// <summary>
/// Mandarin by joining recorded syllables of a human speaker. Words in Latin letters are said by another engine.
/// </summary>
/// <param name="bank">Opens the recordings, when they are first needed.</param>
/// <param name="lexicon">Opens the dictionary of readings, when it is first needed.</param>
/// <param name="foreign">Says words in Latin letters; null: they are left out.</param>
public sealed class SyllableEngine(Func<SyllableBank> bank, Func<ChineseLexicon> lexicon, ISpeechEngine? foreign = null)
    : ISpeechEngine
{
    private static readonly ChineseNormaliser Normaliser = new();

    private static readonly VoiceInfo Speaker = new()
    {
        Name = "gcin",
        Language = "zh-CN",
        Engine = "syllables",
        Gender = VoiceGender.Female,
        GainDecibels = SyllableGains.Gcin,
        Licence = "CC-BY-3.0",
        Credit = "Voice of Chu Lo (羅竺), recorded by the ChionMeilin recording group (徵音梅林開發委員會錄音組), from gcin-voice",
    };

    private readonly Lazy<ChineseReader> reader = new(() => new(lexicon()));
    private readonly Lazy<SyllableJoiner> joiner = new(() => new(bank()));

    public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<VoiceInfo>>([Speaker]);

    public Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default) =>
        Task.Run(() => SpeakAsync(text, rate, cancellation), cancellation);

    private async Task<SaidSentence> SpeakAsync(string text, float rate, CancellationToken cancellation)
    {
        var speech = new JoinedSpeech();
        var spans = new List<WordSpan>();
        var breath = new Breath();
        foreach (var word in Normaliser.Normalise(text))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Han.Is(word.Text[0]))
            {
                breath.Add(word, text);
            }
            else
            {
                Say(breath, rate, speech, spans);
                await SayForeignAsync(word, rate, speech, spans, cancellation).ConfigureAwait(false);
            }

            if (word.Mark != '\0')
            {
                Say(breath, rate, speech, spans);
                speech.AddSilence((int)(PauseSeconds(word.Mark) / rate * SyllableBank.SampleRate));
            }
        }

        Say(breath, rate, speech, spans);
        return speech.Length == 0 ? SaidSentence.Nothing
            : new SaidSentence(speech.ToArray(), SyllableBank.SampleRate, speech.Phonemes, spans);
    }

    private void Say(Breath breath, float rate, JoinedSpeech speech, List<WordSpan> spans)
    {
        foreach (var (syllable, span) in joiner.Value.Append(reader.Value.Read(breath.Text), rate, speech))
        {
            WordSpans.Extend(spans, breath.Source(syllable.Range.Start), span);
        }

        breath.Clear();
    }

    private async Task SayForeignAsync(
        SpokenWord word, float rate, JoinedSpeech speech, List<WordSpan> spans, CancellationToken cancellation)
    {
        if (foreign is null)
        {
            return;
        }

        // The same gender, so that a sentence does not change its speaker more than it must.
        var voices = await foreign.VoicesAsync(cancellation).ConfigureAwait(false);
        var voice = voices.OrderByDescending(v => v.Gender == Speaker.Gender).FirstOrDefault();
        if (voice is null)
        {
            return;
        }

        var said = await foreign.SayAsync(word.Text, voice, rate, cancellation).ConfigureAwait(false);
        if (said.Samples.Length == 0)
        {
            return;
        }

        ForeignWord.Append(said, (float)Decibels.ToFactor(voice.GainDecibels - Speaker.GainDecibels), speech, out var span);
        WordSpans.Extend(spans, word.Source, span);
    }

    private static float PauseSeconds(char mark) => mark is '.' or '?' or '!' ? 0.3f : mark is ';' or ':' ? 0.24f : 0.18f;

    /// <summary>Characters that are said in one breath, and where each stands in the text.</summary>
    private sealed class Breath
    {
        private readonly System.Text.StringBuilder characters = new();
        private readonly List<TextRange> sources = [];

        public string Text => characters.ToString();

        public void Add(SpokenWord word, string text)
        {
            // What was rewritten (a number, a date) is one word of the text.
            var asWritten = word.Source.Of(text) == word.Text;
            for (var i = 0; i < word.Text.Length; i++)
            {
                characters.Append(word.Text[i]);
                sources.Add(asWritten ? new(word.Source.Start + i, 1) : word.Source);
            }
        }

        public TextRange Source(int at) => sources[at];

        public void Clear()
        {
            characters.Clear();
            sources.Clear();
        }
    }
}
