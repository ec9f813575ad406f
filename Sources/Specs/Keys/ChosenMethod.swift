import Restoration

/// A method as a spec names it: with the iterations that may stand among its options.
struct ChosenMethod: Equatable, Sendable {
    var method: RestorationMethod
    var iterations: Int?

    init(_ method: RestorationMethod, iterations: Int? = nil) { (self.method, self.iterations) = (method, iterations) }
}

extension FitConfiguration {
    /// The method; setting one that says its iterations sets these, too.
    var chosenMethod: ChosenMethod {
        get { ChosenMethod(method) }
        set {
            method = newValue.method
            if let own = newValue.iterations { iterations = own }
        }
    }

    /// The same with the settings that the method leaves aside at their defaults, so that they make no difference.
    func withoutIdleSettings(_ standard: FitConfiguration) -> FitConfiguration {
        var fit = self
        if method != .network { fit.totalVariation = nil }
        if method.hasOwnNetwork { fit.architecture = standard.architecture }
        if method.hasOwnInput {
            (fit.inputNoise, fit.inputNoiseStream) = (standard.inputNoise, standard.inputNoiseStream)
            if method.name != .randomProjector { fit.input = standard.input }
        }
        guard method.givesOneOutput else { return fit }
        fit.training = standard.training
        (fit.iterations, fit.recordEvery) = (1, 1)
        (fit.ema, fit.backtrack, fit.stop, fit.monitors) = (nil, nil, nil, [])
        return fit
    }
}
