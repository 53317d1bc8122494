using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Motion;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Bench.Face;

/// <summary>The portraits, the voice and the sentences that the face's benchmarks share.</summary>
internal static class BenchFace
{
    /// <summary>Twenty sentences with all of English's p, b, m and open vowels in many neighbourhoods.</summary>
    public static readonly string[] Sentences =
    [
        "Hello, my name is Grace, and I am happy to help you.",
        "The map of the campus hangs on the wall by the lobby.",
        "Paul bought a bag of apples and a bottle of milk.",
        "My mother called about the problem with the lamp.",
        "Please put the paper back on top of the cabinet.",
        "A small boat passed the harbor at half past five.",
        "Bob and Mary walked along the path to the pond.",
        "The package will be shipped on Monday morning.",
        "Can you remember what happened at the bank?",
        "The lawyer saw a long column of black smoke.",
        "Maybe we should pause and talk about the budget.",
        "Pack your camera, a map and a bottle of water.",
        "The captain stopped the ship before the storm.",
        "Ample space is important for a comfortable camp.",
        "I ought to have bought a bigger box of matches.",
        "Tom dropped a pot of hot tomato soup on the mat.",
        "Both computers must be plugged in and switched on.",
        "Her brother has taught mathematics for a decade.",
        "Bring me the broad brush and a pan of water.",
        "Thank you for calling; we hope to see you back soon.",
    ];

    /// <param name="name"><c>hopper</c> or <c>astronaut</c>.</param>
    public static PortraitAvatar Avatar(ModelStore store, string name, LandmarkFinder finder, bool enlarge = false)
    {
        var file = name == "hopper" ? "grace_hopper.jpg" : "astronaut.png";
        var photo = PictureReader.Read(store.Open("portrait-" + name).PathOf(file));
        var face = finder.Find(photo)[0];
        if (enlarge)
        {
            using var net = SuperResolution.Open(store.Open("super-resolution-x2"));
            (photo, face) = net.Enlarge(photo, face);
        }

        return new PortraitAvatar(photo, face);
    }

    public static LandmarkFinder Finder(ModelStore store) =>
        LandmarkFinder.Open(store.Open("face-detector"), store.Open("face-mesh"), store.Open("iris"));

    /// <summary>A sentence as flite says it, moved: chunks with their motion.</summary>
    public static async Task<List<(SpeechChunk Chunk, FaceMotion Motion)>> SayAsync(string text, string? emotion = null)
    {
        var voice = new VoiceRouter([new FliteEngine()]);
        var animator = new PhonemeAnimator();
        SpeechMark[] marks = emotion is null ? [] : [new(MarkKind.Emotion, emotion, new(0, text.Length))];
        Sentence[] sentences = [new() { Index = 0, Text = text, Spoken = text, Language = "en", Marks = marks }];
        var said = new List<(SpeechChunk, FaceMotion)>();
        await foreach (var chunk in voice.SpeakAsync(sentences.ToAsyncEnumerable(), new SpeakOptions { Voice = "slt" }))
        {
            said.Add((chunk, animator.Animate(chunk)));
        }

        return said;
    }

    public static IAsyncEnumerable<FaceMoment> Moments(IEnumerable<(SpeechChunk Chunk, FaceMotion Motion)> said) =>
        said.Select(s => new FaceMoment(s.Chunk.Audio, s.Motion)).ToAsyncEnumerable();
}
