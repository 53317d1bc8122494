namespace LinlyTalker.Tests.Core.Echo;

/// <summary>Somebody speaking, as far as loudness in bands goes: syllables of a few tones, and pauses; by a seed.</summary>
internal static class Babble
{
    public static float[] Of(int seed, double seconds, int rate = 16000, double level = 0.1)
    {
        var random = new Random(seed);
        var sound = new float[(int)(seconds * rate)];
        for (var at = 0; at < sound.Length;)
        {
            var length = (int)(rate * (0.08 + (random.NextDouble() * 0.15)));
            for (var tone = 0; tone < 4; tone++)
            {
                var (hertz, loud) = (200 * Math.Pow(17, random.NextDouble()), level * random.NextDouble());
                for (var i = 0; i < length && at + i < sound.Length; i++)
                {
                    sound[at + i] += (float)(loud * Math.Sin(Math.PI * i / length) * Math.Sin(2 * Math.PI * hertz * i / rate));
                }
            }

            at += length + (random.Next(4) == 0 ? rate / 8 : 0);
        }

        return sound;
    }

    /// <summary>What a microphone hears of it in a small room: 60 reflections within 0.2 s.</summary>
    /// <param name="lag">In seconds.</param>
    /// <param name="decibels">Of its loss, negative.</param>
    public static float[] Echo(float[] played, double lag, double decibels, int rate = 16000)
    {
        var random = new Random(1);
        var gain = Math.Pow(10, decibels / 20);
        var echo = new float[played.Length];
        for (var reflection = 0; reflection < 60; reflection++)
        {
            var late = reflection == 0 ? 0 : 0.2 * random.NextDouble();
            var (from, loud) = ((int)((lag + late) * rate), gain * 0.7 * Math.Exp(-late / 0.05) * (reflection == 0 ? 1 : random.NextDouble() - 0.5));
            for (var i = from; i < echo.Length; i++)
            {
                echo[i] += (float)(loud * played[i - from]);
            }
        }

        return [.. echo.Select(s => s + (float)(0.0005 * (random.NextDouble() - 0.5)))];
    }
}
