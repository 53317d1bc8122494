using System.Text;
using LinlyTalker.Native.Lifetime;
using static LinlyTalker.Native.Onnx.OrtLibrary;

namespace LinlyTalker.Native.Onnx;

/// <summary>How a session is built; needed only until it is.</summary>
public sealed unsafe class OrtSessionOptions : CountedHandle
{
    private const int AllOptimisations = 99;

    private OrtSessionOptions(nint value)
        : base(value)
    {
    }

    public static OrtSessionOptions Create()
    {
        nint value;
        Check(Api->CreateSessionOptions(&value), "make session options");
        return new OrtSessionOptions(value);
    }

    /// <summary>Threads inside one operator; 1 runs it on the caller's.</summary>
    public OrtSessionOptions IntraOpThreads(int count)
    {
        Check(Api->SetIntraOpNumThreads(handle, count), $"use {count} threads");
        Check(Api->SetInterOpNumThreads(handle, 1), "run operators in sequence");
        return this;
    }

    public OrtSessionOptions Optimise(bool optimise)
    {
        Check(Api->SetSessionGraphOptimizationLevel(handle, optimise ? AllOptimisations : 0), "set the optimisation level");
        return this;
    }

    /// <param name="level">0 verbose to 4 fatal.</param>
    public OrtSessionOptions LogLevel(int level)
    {
        Check(Api->SetSessionLogSeverityLevel(handle, level), "set the log level");
        return this;
    }

    /// <summary>Memory of one run is given back to the system instead of kept for the next.</summary>
    public OrtSessionOptions WithoutArena()
    {
        Check(Api->DisableCpuMemArena(handle), "turn the arena off");
        Check(Api->DisableMemPattern(handle), "turn memory patterns off");
        return this;
    }

    /// <summary>A named setting, as in onnxruntime_session_options_config_keys.h.</summary>
    public OrtSessionOptions Set(string key, string value)
    {
        fixed (byte* keyBytes = Encoding.UTF8.GetBytes(key + '\0'))
        fixed (byte* valueBytes = Encoding.UTF8.GetBytes(value + '\0'))
        {
            Check(Api->AddSessionConfigEntry(handle, keyBytes, valueBytes), $"set {key} to {value}");
        }

        return this;
    }

    protected override void Release(nint value) => Api->ReleaseSessionOptions(value);
}
