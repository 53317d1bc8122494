using LinlyTalker.Bench.Ears;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Bench.Echo;

/// <summary>
/// Two sentences of a knowledge base by one voice through a room: echoes of 20 to 300 ms and -6 to -30 dB, half of them in
/// noise. To the same comes another voice that repeats two to five of the words as a question: a phrase of the first
/// sentence while the second is said, or the last words after them. By seeds, the same in every run.
/// </summary>
/// <param name="voices">Of the router.</param>
internal sealed class EchoMixes(VoiceRouter router, IReadOnlyList<string> voices, IReadOnlyList<string> sentences)
{
    private const int SampleRate = 16000;
    private const int Lead = SampleRate / 2;

    /// <summary>The echo alone, and with who repeats.</summary>
    public async Task<(EchoMix Alone, EchoMix Repeated)> MakeAsync(int seed)
    {
        var random = new Random(seed);
        var text = $"{sentences[random.Next(sentences.Count)]} {sentences[random.Next(sentences.Count)]}";
        var voice = voices[seed % voices.Count];
        var avatar = await SayAsync(text, voice);
        var level = Between(-30, -6);
        var lag = Between(0.02, 0.3);
        var room = random.Next(ImageRoom.Several.Count);
        var noise = seed % 2 == 0 ? Between(-60, -45) : double.NegativeInfinity;

        var (phrase, end) = Phrase(avatar, over: seed % 4 < 2);
        var user = await SayAsync($"{phrase}?", voices[(seed + 1 + random.Next(voices.Count - 1)) % voices.Count]);
        var begin = Lead + end + (int)(Between(0.3, 1.2) * SampleRate);
        var response = ImageRoom.Several[room].Response(random);
        var length = Math.Max(Lead + avatar.Sound.Length, begin + user.Sound.Length) + (SampleRate * 3 / 2);
        var far = new float[length];
        avatar.Sound.CopyTo(far, Lead);
        var echo = EchoRoom.Convolve(far, response);
        var microphone = new float[length];
        var (late, gain) = ((int)(lag * SampleRate), Math.Pow(10, level / 20));
        for (var i = late; i < length; i++)
        {
            microphone[i] = (float)(echo[i - late] * gain);
        }

        if (double.IsFinite(noise))
        {
            var pink = Noise.Pink(length);
            var scale = Math.Pow(10, noise / 20) / Rms(pink);
            for (var i = 0; i < length; i++)
            {
                microphone[i] += (float)(pink[i] * scale);
            }
        }

        // Clients report what they played ten times a second.
        var played = avatar.Words
            .Select(w => new PlayedWord(w.Text, Time(Lead + w.Start, random.NextDouble() / 10), Time(Lead + w.End, 0)))
            .ToList();
        var both = (float[])microphone.Clone();
        for (var i = 0; i < user.Sound.Length; i++)
        {
            both[begin + i] += user.Sound[i];
        }

        var about = $"{voice}, room {room}, {lag * 1000:F0} ms, {level:F0} dB{(double.IsFinite(noise) ? $", noise {noise:F0} dB" : "")}";
        return (
            new EchoMix(seed, text, microphone, far, played, "", 0, about),
            new EchoMix(seed, text, both, far, played, phrase, begin, $"{about}, {(seed % 4 < 2 ? "over it" : "after it")}"));

        double Between(double from, double to) => from + (random.NextDouble() * (to - from));

        (string Phrase, int End) Phrase(Spoken spoken, bool over)
        {
            var count = 2 + random.Next(4);
            var first = spoken.Words.Count - count;
            if (over)
            {
                var sentence = spoken.Words.TakeWhile(w => !w.EndsSentence).Count() + 1;
                first = random.Next(Math.Max(1, sentence - count + 1));
            }

            var words = spoken.Words.Skip(Math.Max(0, first)).Take(count).ToList();
            return (string.Join(' ', words.Select(w => w.Text)), words[^1].End);
        }
    }

    private static TimeSpan Time(int samples, double late) => TimeSpan.FromSeconds(((double)samples / SampleRate) + late);

    private static double Rms(float[] sound) => Math.Sqrt(sound.Sum(s => (double)s * s) / sound.Length);

    /// <summary>With a level of -23 dB of full scale.</summary>
    private async Task<Spoken> SayAsync(string text, string voice)
    {
        var (sound, rate, words) = (new List<float>(), SampleRate, new List<(string Text, long Start, long End)>());
        await foreach (var chunk in router.SpeakAsync(
            new[] { new Sentence { Index = 0, Text = text, Spoken = text, Language = "en" } }.ToAsyncEnumerable(), new SpeakOptions { Voice = voice }))
        {
            rate = chunk.Audio.SampleRate;
            sound.AddRange(chunk.Audio.Samples.Span);
            words.AddRange(chunk.Words.Select(w => (w.Range.Of(text), w.Span.Start, w.Span.End)));
        }

        var resampled = Resampler.Resample([.. sound], rate, SampleRate);
        var scale = (float)(Math.Pow(10, -23 / 20.0) / Rms(resampled));
        return new Spoken(
            [.. resampled.Select(s => s * scale)],
            [.. words.Select((w, i) => new SpokenWord(
                w.Text, (int)(w.Start * SampleRate / rate), (int)(w.End * SampleRate / rate), EndsSentence(text, words, i)))]);
    }

    private static bool EndsSentence(string text, List<(string Text, long Start, long End)> words, int index)
    {
        var at = 0;
        foreach (var word in words.Take(index + 1))
        {
            at = text.IndexOf(word.Text, at, StringComparison.Ordinal) + word.Text.Length;
        }

        return at < text.Length && ".?!".Contains(text[at], StringComparison.Ordinal);
    }

    private sealed record Spoken(float[] Sound, IReadOnlyList<SpokenWord> Words);

    private sealed record SpokenWord(string Text, int Start, int End, bool EndsSentence);
}
