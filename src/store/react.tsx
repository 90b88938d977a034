import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { WorkstationState } from './state.ts';
import type { Workstation } from './workstation.ts';

const WorkstationContext = createContext<Workstation | null>(null);

/** Gives the workstation to the components below. */
export const WorkstationProvider = ({
  workstation,
  children,
}: {
  workstation: Workstation;
  children: ReactNode;
}) => <WorkstationContext value={workstation}>{children}</WorkstationContext>;

/** The workstation's actions. */
export function useWorkstation(): Workstation {
  const workstation = useContext(WorkstationContext);
  if (!workstation) throw new Error('No WorkstationProvider above this component.');
  return workstation;
}

/** A part of the state; the component renders again when that part changes. */
export const useWorkstationState = <T,>(selector: (state: WorkstationState) => T): T =>
  useStore(useWorkstation().store, selector);
