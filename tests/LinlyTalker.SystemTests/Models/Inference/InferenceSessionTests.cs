using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Inference;
using LinlyTalker.Native.Lifetime;
using LinlyTalker.Native.Onnx;

namespace LinlyTalker.SystemTests.Models.Inference;

[Collection(nameof(CountedHandle))]
public class InferenceSessionTests
{
    [Fact]
    public void A_model_tells_its_inputs_outputs_and_metadata()
    {
        using var session = InferenceSession.Open(TinyModels.Linear(), "linear");

        var input = Assert.Single(session.Inputs);
        Assert.Equal("x: Float32 (N, 3)", input.ToString());
        Assert.Equal(new long[] { -1, 3 }, input.Shape);
        Assert.Equal("y: Float32 (N, 2)", Assert.Single(session.Outputs).ToString());
        Assert.Equal("16000", session.Metadata["sample_rate"]);
        Assert.Equal("你好", session.Metadata["说"]);
    }

    [Fact]
    public void A_run_computes_what_the_graph_says()
    {
        using var session = InferenceSession.Open(TinyModels.Linear(), "linear");
        using var x = Tensor.Of<float>([1, 0, 0, 1, 1, 1], 2, 3);

        using var result = session.Run(new Dictionary<string, Tensor> { ["x"] = x }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(new long[] { 2, 2 }, result["y"].Shape);
        Assert.Equal([1.5f, 1.5f, 9.5f, 11.5f], result["y"].Span<float>().ToArray());
    }

    [Fact]
    public void A_bound_run_reads_and_writes_the_callers_tensors_without_allocating()
    {
        using var session = InferenceSession.Open(TinyModels.Sum(), "sum");
        using var x = Tensor.Of<float>([1, 2, 3, 4], 4);
        using var total = Tensor.Zeros<float>(4);
        using var next = Tensor.Zeros<float>(4);
        using var run = session.Bind(
            new Dictionary<string, Tensor> { ["x"] = x, ["total"] = total },
            new Dictionary<string, Tensor> { ["next"] = next });
        var token = TestContext.Current.CancellationToken;
        Step();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i < 100; i++)
        {
            Step();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal([100f, 200f, 300f, 400f], total.Span<float>().ToArray());

        void Step()
        {
            run.Run(token);
            next.Span<float>().CopyTo(total.Span<float>());
        }
    }

    [Fact]
    public void A_tensor_that_does_not_fit_is_refused_when_it_is_bound()
    {
        using var session = InferenceSession.Open(TinyModels.Sum(), "sum");
        using var x = Tensor.Zeros<float>(4);
        using var integers = Tensor.Zeros<long>(4);
        var none = new Dictionary<string, Tensor>();

        var unknown = Assert.Throws<ArgumentException>(() => session.Bind(new Dictionary<string, Tensor> { ["z"] = x }, none));
        Assert.Contains("no input 'z', only x, total", unknown.Message, StringComparison.Ordinal);
        var type = Assert.Throws<ArgumentException>(() => session.Bind(new Dictionary<string, Tensor> { ["x"] = integers }, none));
        Assert.Contains("x: Float32 (4) does not take a tensor of Int64 (4)", type.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_name_or_shape_in_a_run_is_told_in_the_librarys_own_words()
    {
        using var session = InferenceSession.Open(TinyModels.Linear(), "linear");
        using var x = Tensor.Zeros<float>(2, 4);

        var shape = Assert.Throws<OrtException>(() => session.Run(new Dictionary<string, Tensor> { ["x"] = x }, ["y"], TestContext.Current.CancellationToken));
        Assert.Contains("could not run a model", shape.Message, StringComparison.Ordinal);
        var name = Assert.Throws<OrtException>(() => session.Run(new Dictionary<string, Tensor> { ["nobody"] = x }, ["y"], TestContext.Current.CancellationToken));
        Assert.Equal(OrtErrorCode.InvalidArgument, name.Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task Four_threads_run_one_session_and_get_their_own_answers()
    {
        using var session = InferenceSession.Open(TinyModels.Linear(), "linear");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                using var x = Tensor.Of<float>([thread, i, 0], 1, 3);
                using var result = session.Run(new Dictionary<string, Tensor> { ["x"] = x });
                Assert.Equal([thread + (3 * i) + 0.5f, (2 * thread) + (4 * i) - 0.5f], result["y"].Span<float>().ToArray());
            }
        })));
    }

    [Fact]
    public void A_token_stops_a_run_in_the_middle_and_the_session_lives_on()
    {
        using var session = InferenceSession.Open(TinyModels.Endless(), "endless", new SessionOptions { Optimise = false });
        using var x = Tensor.Zeros<float>(2000, 2000);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Assert.ThrowsAny<OperationCanceledException>(
            () => session.Run(new Dictionary<string, Tensor> { ["x"] = x }, cancellationToken: soon.Token));

        using var small = Tensor.Of<float>([1, 0, 0, 1], 2, 2);
        using var result = session.Run(new Dictionary<string, Tensor> { ["x"] = small }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([1f, 0f, 0f, 1f], result[session.Outputs[0].Name].Span<float>().ToArray());
    }

    [Fact]
    public void A_file_that_is_absent_is_a_missing_model()
    {
        var error = Assert.Throws<ModelMissingException>(() => InferenceSession.Open("no/such/model.onnx"));
        Assert.Contains("no/such/model.onnx", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no model")]
    [InlineData("\u0008\u0008\u003a\u0000")]
    public void Garbage_is_a_format_error_with_the_files_name(string content)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("linly-onnx-").FullName, "garbage.onnx");
        File.WriteAllText(path, content);

        var error = Assert.Throws<ModelFormatException>(() => InferenceSession.Open(path));
        Assert.Contains("garbage.onnx is not a model that can be loaded", error.Message, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_model_cut_anywhere_is_a_format_error()
    {
        var model = TinyModels.Linear();
        for (var length = 0; length < model.Length - 60; length += 7)
        {
            Assert.Throws<ModelFormatException>(() => InferenceSession.Open(model.AsMemory(0, length), "cut"));
        }
    }

    [Fact]
    public void Values_and_sessions_may_be_disposed_before_the_run_that_uses_them()
    {
        var session = InferenceSession.Open(TinyModels.Sum(), "sum");
        var x = Tensor.Of<float>([1, 2, 3, 4], 4);
        var total = Tensor.Zeros<float>(4);
        using var next = Tensor.Zeros<float>(4);
        using var run = session.Bind(
            new Dictionary<string, Tensor> { ["x"] = x, ["total"] = total },
            new Dictionary<string, Tensor> { ["next"] = next });
        x.Dispose();
        total.Dispose();
        session.Dispose();

        run.Run(TestContext.Current.CancellationToken);

        Assert.Equal([1f, 2f, 3f, 4f], next.Span<float>().ToArray());
    }

    [Fact]
    public void Nothing_leaks()
    {
        var before = Counts();
        Using_everything_once();
        Assert.Equal(before, Counts());

        static (int, int, int, int, int) Counts() => (
            CountedHandle.LiveCount<OrtSession>(),
            CountedHandle.LiveCount<OrtSessionOptions>(),
            CountedHandle.LiveCount<OrtRunOptions>(),
            CountedHandle.LiveCount<OrtValue>(),
            CountedHandle.LiveCount<OrtCall>());
    }

    private void Using_everything_once()
    {
        A_run_computes_what_the_graph_says();
        A_bound_run_reads_and_writes_the_callers_tensors_without_allocating();
        A_tensor_that_does_not_fit_is_refused_when_it_is_bound();
        A_wrong_name_or_shape_in_a_run_is_told_in_the_librarys_own_words();
        A_model_cut_anywhere_is_a_format_error();
        Values_and_sessions_may_be_disposed_before_the_run_that_uses_them();
    }
}
