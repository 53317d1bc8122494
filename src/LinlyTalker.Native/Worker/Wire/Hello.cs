using System.Text.Json;
using System.Text.Json.Serialization;

namespace LinlyTalker.Native.Worker.Wire;

/// <summary>What each side says first. Both must speak the same version; both come from one build.</summary>
/// <param name="Version">Of the protocol.</param>
/// <param name="Service">What the worker hosts: <c>espeak</c>, <c>pocketsphinx</c>, <c>probe</c>, ….</param>
/// <param name="ProcessId">Of the speaker.</param>
public sealed record Hello(int Version, string Service, int ProcessId)
{
    public const int CurrentVersion = 1;

    public static Hello Of(string service) => new(CurrentVersion, service, Environment.ProcessId);

    public Frame ToFrame() => new(FrameKind.Hello, 0, JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Default.Hello));

    /// <exception cref="WorkerProtocolException">It is no greeting, or one of another version.</exception>
    public static Hello Read(Frame frame)
    {
        if (frame.Kind != FrameKind.Hello)
        {
            throw new WorkerProtocolException($"A greeting was expected first, and {frame.Kind} came.");
        }

        var hello = WireJson.Read(frame.Payload, WireJson.Default.Hello);
        return hello.Version == CurrentVersion
            ? hello
            : throw new WorkerProtocolException(
                $"The program speaks version {CurrentVersion} of the worker's protocol and the other side version " +
                $"{hello.Version}: they are of different builds. Build again, or correct LINLY_WORKER.");
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(WorkerError))]
internal sealed partial class WireJson : JsonSerializerContext
{
    public static T Read<T>(ReadOnlyMemory<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, type)
                ?? throw new WorkerProtocolException($"A {typeof(T).Name} was expected and null came.");
        }
        catch (JsonException e)
        {
            throw new WorkerProtocolException($"A {typeof(T).Name} cannot be read: {e.Message}", e);
        }
    }
}
