using System.Numerics;
using System.Runtime.CompilerServices;

namespace CallQuality.Audio.Dsp;

/// <summary>One number or one vector of numbers, so that a butterfly is written once and runs as either.</summary>
internal interface ILane<TSelf>
    where TSelf : struct, ILane<TSelf>
{
    /// <summary>Numbers in one lane.</summary>
    static abstract int Width { get; }

    static abstract TSelf Load(ref float source, int offset);

    static abstract void Store(TSelf value, ref float target, int offset);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, float right);
}

internal readonly struct ScalarLane(float value) : ILane<ScalarLane>
{
    private readonly float value = value;

    public static int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane Load(ref float source, int offset) => new(Unsafe.Add(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ScalarLane value, ref float target, int offset) => Unsafe.Add(ref target, offset) = value.value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator +(ScalarLane left, ScalarLane right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator -(ScalarLane left, ScalarLane right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator *(ScalarLane left, ScalarLane right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLane operator *(ScalarLane left, float right) => new(left.value * right);
}

internal readonly struct VectorLane(Vector<float> value) : ILane<VectorLane>
{
    private readonly Vector<float> value = value;

    public static int Width => Vector<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorLane Load(ref float source, int offset) => new(Vector.LoadUnsafe(ref source, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(VectorLane value, ref float target, int offset) => value.value.StoreUnsafe(ref target, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorLane operator +(VectorLane left, VectorLane right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorLane operator -(VectorLane left, VectorLane right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorLane operator *(VectorLane left, VectorLane right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorLane operator *(VectorLane left, float right) => new(left.value * right);
}

/// <summary>A complex number of which both parts are lanes.</summary>
internal readonly struct ComplexLane<T>(T real, T imaginary)
    where T : struct, ILane<T>
{
    public readonly T Real = real;

    public readonly T Imaginary = imaginary;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLane<T> Load(ref float real, ref float imaginary, int offset) =>
        new(T.Load(ref real, offset), T.Load(ref imaginary, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float real, ref float imaginary, int offset)
    {
        T.Store(Real, ref real, offset);
        T.Store(Imaginary, ref imaginary, offset);
    }

    /// <summary>The product with <c>-i</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLane<T> TurnedBack() => new(Imaginary, Real * -1f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ComplexLane<T> Times(float real, float imaginary) =>
        new((Real * real) - (Imaginary * imaginary), (Real * imaginary) + (Imaginary * real));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLane<T> operator +(ComplexLane<T> left, ComplexLane<T> right) =>
        new(left.Real + right.Real, left.Imaginary + right.Imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLane<T> operator -(ComplexLane<T> left, ComplexLane<T> right) =>
        new(left.Real - right.Real, left.Imaginary - right.Imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLane<T> operator *(ComplexLane<T> left, float right) => new(left.Real * right, left.Imaginary * right);
}
