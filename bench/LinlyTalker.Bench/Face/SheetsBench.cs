using System.Numerics;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Face.Evaluation;
using LinlyTalker.Face.Mesh;
using LinlyTalker.Face.Motion;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Face.Rendering;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Face;

/// <summary>
/// Contact sheets to look at: a sentence in time, its mouth from near, sounds held, poses and emotions.
/// Arguments: the folder to write to, then a portrait's name; --enlarge doubles the photo first.
/// </summary>
internal static class SheetsBench
{
    private const float Degree = MathF.PI / 180;

    private static readonly string[] Sounds =
        ["", "p", "f", "θ", "t", "k", "ʃ", "s", "n", "ɹ", "a", "ɑ", "æ", "ɛ", "ɪ", "i", "ɔ", "o", "u", "w"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("Usage: linly-bench face-sheets FOLDER [hopper|astronaut] [--enlarge]");
            return 2;
        }

        var store = ModelStore.FromEnvironment();
        using var finder = BenchFace.Finder(store);
        var name = arguments.Skip(1).FirstOrDefault(a => !a.StartsWith('-')) ?? "hopper";
        var avatar = BenchFace.Avatar(store, name, finder, arguments.Contains("--enlarge"));
        Directory.CreateDirectory(arguments[0]);
        string Path(string kind) => System.IO.Path.Combine(arguments[0], $"{name}-{kind}.png");

        var frames = await SpokenAsync(avatar, "Hello, my name is Grace. How can I help you?");
        PictureWriter.Write(Path("sentence"), Sheet(frames.Where((_, i) => i % 3 == 0).Take(25).Select(f => f.Resize(320, 320)), 5));
        PictureWriter.Write(Path("mouth"), Sheet(frames.Where((_, i) => i % 2 == 0).Take(35).Select(f => Mouth(f, avatar)), 7));

        var painter = new PuppetPainter(avatar.For(512));
        PictureWriter.Write(Path("sounds"), Sheet(Sounds.Select(s => Mouth(Paint(painter, Held(s)), avatar)), 5));
        PictureWriter.Write(Path("poses"), Sheet(Poses().Select(w => Paint(painter, w).Resize(320, 320)), 6));
        return 0;
    }

    private static async Task<List<Picture>> SpokenAsync(PortraitAvatar avatar, string text)
    {
        var said = await BenchFace.SayAsync(text);
        var frames = new List<Picture>();
        await foreach (var frame in new PuppetRenderer(avatar, seed: 3).RenderAsync(BenchFace.Moments(said), new RenderOptions()))
        {
            using (frame)
            {
                frames.Add(FramePicture.Of(frame));
            }
        }

        return frames;
    }

    /// <summary>The frame in the middle of a sound that lasts two seconds.</summary>
    private static float[] Held(string ipa)
    {
        const int rate = 16000;
        var motion = new PhonemeAnimator().Animate(new SpeechChunk
        {
            Sentence = new() { Index = 0, Text = "", Spoken = "", Language = "en" },
            Audio = new(Enumerable.Repeat(0.16f, 2 * rate).ToArray(), rate, 0),
            Phonemes = [new(ipa, new(0, 2 * rate), 1)],
        });
        return motion.Frame(motion.FrameCount / 2).ToArray();
    }

    /// <summary>Turned right and left, up and down, leaning; happy, sad, surprised, angry; looking aside, blinking.</summary>
    private static IEnumerable<float[]> Poses()
    {
        foreach (var (channel, value) in new[]
        {
            (FaceChannel.HeadYaw, -8 * Degree), (FaceChannel.HeadYaw, 4 * Degree), (FaceChannel.HeadYaw, 8 * Degree),
            (FaceChannel.HeadPitch, 5 * Degree), (FaceChannel.HeadPitch, -5 * Degree), (FaceChannel.HeadRoll, 5 * Degree),
        })
        {
            yield return Weights((channel, value));
        }

        foreach (var emotion in (string[])["happy", "sad", "surprise", "angry"])
        {
            var weights = Weights();
            Emotions.Add(emotion, 1, weights);
            yield return weights;
        }

        yield return Weights((FaceChannel.EyeLookOutLeft, 0.8f), (FaceChannel.EyeLookInRight, 0.8f));
        yield return Weights((FaceChannel.EyeBlinkLeft, 1), (FaceChannel.EyeBlinkRight, 1));
    }

    private static float[] Weights(params (FaceChannel Channel, float Value)[] values)
    {
        var weights = new float[FaceMotion.ChannelCount];
        foreach (var (channel, value) in values)
        {
            weights[(int)channel] = value;
        }

        return weights;
    }

    private static Picture Paint(PuppetPainter painter, float[] weights)
    {
        painter.Paint(weights, Vector2.Zero);
        using var frame = new VideoFrame(painter.Frame.Width, painter.Frame.Height, 0, 1);
        I420Converter.Convert(painter.Frame, frame.Y, frame.U, frame.V);
        return FramePicture.Of(frame);
    }

    private static Picture Mouth(Picture frame, PortraitAvatar avatar)
    {
        FaceFrame face = avatar.For(512).Mesh.Frame;
        int width = (int)(1.1f * face.Unit), top = (int)(face.Mouth.Y - (0.26f * face.Unit));
        var height = Math.Min((int)(0.76f * face.Unit), frame.Height - top);
        return frame.Crop((int)face.Mouth.X - (width / 2), top, width, height).Resize(260, 260 * height / width);
    }

    private static Picture Sheet(IEnumerable<Picture> pictures, int columns)
    {
        var tiles = pictures.ToArray();
        int width = tiles[0].Width + 4, height = tiles[0].Height + 4, rows = (tiles.Length + columns - 1) / columns;
        var sheet = new Picture((width * columns) - 4, (height * rows) - 4);
        sheet.Pixels.AsSpan().Fill(255);
        for (var i = 0; i < tiles.Length; i++)
        {
            for (var y = 0; y < tiles[i].Height; y++)
            {
                tiles[i].Row(y).CopyTo(sheet.Row((i / columns * height) + y)[(i % columns * width * 3)..]);
            }
        }

        return sheet;
    }
}
